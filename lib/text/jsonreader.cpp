// SPDX-License-Identifier: MIT
#include "text/jsonreader.h"

#include "text/jsonnames.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const JsonNode kEmptyObject{.type = JsonType::Object, .name = {}, .raw = {}, .children = {}};

bool isCalled(const JsonNode &node, QByteArrayView key)
{
    // An escape is longer than what it stands for.
    return node.name == key ||
           (node.name.size() > key.size() && node.name.contains('\\') && unescapedJson(node.name) == key);
}

bool contains(const JsonNode &outer, const JsonNode &inner)
{
    return outer.raw.begin() <= inner.raw.begin() && inner.raw.end() <= outer.raw.end();
}

QString joined(const QString &path, const QString &member)
{
    return path.isEmpty() || member.isEmpty() ? path + member : path + u'.' + member;
}

QString pathTo(const JsonNode &tree, const JsonNode &wanted)
{
    QString path;
    const JsonNode *node = &tree;
    while (node != &wanted) {
        const auto child = std::find_if(node->children.begin(), node->children.end(),
                                        [&](const JsonNode &each) { return contains(each, wanted); });
        if (child == node->children.end())
            break;
        path = node->type == JsonType::List ? path + u"[%1]"_s.arg(child - node->children.begin())
                                            : joined(path, child->key().left(kMaxJsonShown));
        node = &*child;
    }
    return path;
}

/// The value at a place below another such as "routes[2].status", or the nearest around it that is there.
const JsonNode &nodeAt(const JsonNode &from, const QString &place)
{
    const JsonNode *node = &from;
    for (const QString &step : place.split(u'.', Qt::SkipEmptyParts)) {
        const QStringList parts = step.split(u'[');
        const QByteArray name = parts.first().toUtf8();
        const auto member = std::find_if(node->children.begin(), node->children.end(),
                                         [&](const JsonNode &each) { return isCalled(each, name); });
        if (member == node->children.end())
            break;
        node = &*member;
        for (qsizetype i = 1; i < parts.size(); ++i) {
            const int index = parts.at(i).chopped(1).toInt();
            if (index < node->children.size())
                node = &node->children.at(index);
        }
    }
    return *node;
}

/// A value as it stands, for an error.
QString shown(const JsonNode &node)
{
    if (node.type == JsonType::Text)
        return u"\"%1\""_s.arg(node.text().left(kMaxJsonShown));
    return node.children.isEmpty() ? QString::fromUtf8(node.raw.first(std::min(kMaxJsonShown, node.raw.size())))
                                   : nameOf(node.type);
}

} // namespace

JsonFault::JsonFault(QByteArrayView json, const JsonNode &tree, const QString &above, int firstLine)
    : m_json(json), m_tree(tree), m_above(above), m_firstLine(firstLine)
{
}

void JsonFault::set(const char *at, const QString &path, const QString &why)
{
    m_sentence = jsonFault(m_json, at - m_json.data(), joined(m_above, path), why, m_firstLine);
}

void JsonFault::add(const JsonNode &at, const QString &below, const QString &why)
{
    if (isSet())
        return;
    const JsonNode &node = nodeAt(at, below);
    const qsizetype quote = node.type == JsonType::Text ? 1 : 0;
    set(node.raw.data() - quote, joined(pathTo(m_tree, at), below), why);
}

void JsonFault::addAtName(const JsonNode &member, const QString &why)
{
    if (!isSet())
        set(member.name.data() - 1, pathTo(m_tree, member), why);
}

void JsonValue::check(const PlacedFault &fault) const
{
    if (!fault.reason.isEmpty())
        m_fault->add(*m_node, fault.place, fault.reason);
}

bool JsonValue::is(JsonType type) const
{
    if (m_node->type != type)
        fail(expectedJson(nameOf(type), m_node->type));
    return m_node->type == type;
}

JsonObjectReader::JsonObjectReader(const JsonValue &value) : m_node(&value.node()), m_fault(&value.fault())
{
    if (value.type() != JsonType::Object) {
        value.fail(expectedJson(nameOf(JsonType::Object), value.type()));
        m_node = &kEmptyObject;
    }
    refuseTwice();
    m_wasRead.resize(m_node->children.size());
    std::fill(m_wasRead.begin(), m_wasRead.end(), false);
}

void JsonObjectReader::refuseTwice()
{
    JsonNames names;
    for (const JsonNode &member : m_node->children) {
        const QByteArray name = member.name.contains('\\')
                                    ? unescapedJson(member.name)
                                    : QByteArray::fromRawData(member.name.data(), member.name.size());
        if (names.isTwice(name)) {
            m_fault->addAtName(member, JsonNames::fault());
            return;
        }
    }
}

const JsonNode *JsonObjectReader::find(QLatin1StringView key) const
{
    const auto found = std::find_if(m_node->children.begin(), m_node->children.end(),
                                    [&](const JsonNode &each) { return isCalled(each, QByteArrayView(key)); });
    return found == m_node->children.end() ? nullptr : &*found;
}

void JsonObjectReader::fail(QLatin1StringView key, const QString &reason)
{
    m_fault->add(*m_node, key, reason);
}

void JsonObjectReader::failWord(QLatin1StringView key, const QStringList &words)
{
    const JsonNode *node = find(key);
    if (node && !failed())
        fail(key, u"expected one of %1; found %2"_s.arg(words.join(u", "_s), shown(*node)));
}

std::optional<JsonValue> JsonObjectReader::nullable(QLatin1StringView key, bool optional)
{
    const JsonNode *node = find(key);
    if (!node && !optional)
        fail(key, u"is missing"_s);
    if (node)
        m_wasRead[node - m_node->children.constData()] = true;
    return !node || node->type == JsonType::Null ? std::nullopt : std::optional(JsonValue(*node, *m_fault));
}

/// A member that has to be of this type; another node without anything in it if it is not.
const JsonNode &JsonObjectReader::member(QLatin1StringView key, JsonType type)
{
    static const JsonNode kNothing;
    const JsonNode *node = find(key);
    if (!node) {
        fail(key, u"is missing"_s);
        return type == JsonType::Object ? kEmptyObject : kNothing;
    }
    m_wasRead[node - m_node->children.constData()] = true;
    if (node->type == type)
        return *node;
    fail(key, expectedJson(nameOf(type), node->type));
    return type == JsonType::Object ? kEmptyObject : kNothing;
}

QString JsonObjectReader::text(QLatin1StringView key)
{
    return member(key, JsonType::Text).text();
}

QString JsonObjectReader::optionalText(QLatin1StringView key)
{
    return has(key) ? text(key) : QString();
}

QByteArray JsonObjectReader::utf8(QLatin1StringView key)
{
    return member(key, JsonType::Text).bytes();
}

QByteArray JsonObjectReader::bytes(QLatin1StringView key, QLatin1StringView exactKey)
{
    if (!has(exactKey))
        return utf8(key);
    const QByteArray exact = base64(exactKey);
    if (text(key) != QString::fromLatin1(exact))
        fail(exactKey, u"does not match %1"_s.arg(key));
    return exact;
}

QByteArray JsonObjectReader::base64(QLatin1StringView key)
{
    const auto decoded = QByteArray::fromBase64Encoding(utf8(key), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        fail(key, u"is not base64"_s);
    return decoded ? decoded.decoded : QByteArray();
}

qint64 JsonObjectReader::integer(QLatin1StringView key, qint64 minimum, qint64 maximum)
{
    const JsonNode &node = member(key, JsonType::Number);
    if (failed())
        return 0;
    const double value = jsonNumber(node.raw).value_or(std::numeric_limits<double>::infinity());
    if (value != std::floor(value) || value < double(minimum) || value > double(maximum)) {
        fail(key, u"expected a whole number from %1 to %2, found %3"_s.arg(QString::number(minimum),
                                                                           QString::number(maximum), shown(node)));
        return 0;
    }
    return qint64(value);
}

bool JsonObjectReader::boolean(QLatin1StringView key)
{
    return member(key, JsonType::Bool).raw == "true";
}

QDateTime JsonObjectReader::time(QLatin1StringView key)
{
    if (!nullable(key))
        return {};
    const JsonNode &node = member(key, JsonType::Text);
    const QDateTime time = QDateTime::fromString(node.text(), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        fail(key, u"expected a time such as 2026-11-22T10:00:00.000Z, found %1"_s.arg(shown(node)));
    return time.toUTC();
}

const QList<JsonNode> &JsonObjectReader::elements(QLatin1StringView key)
{
    return member(key, JsonType::List).children;
}

JsonValue JsonObjectReader::object(QLatin1StringView key)
{
    return {member(key, JsonType::Object), *m_fault};
}

QStringList JsonObjectReader::texts(QLatin1StringView key)
{
    return list<QString>(key, [](const JsonValue &value) { return value.text(); });
}

void JsonObjectReader::format(QLatin1StringView name, QLatin1StringView versionKey, int version)
{
    const JsonNode &format = member("format"_L1, JsonType::Text);
    if (format.text() != name)
        fail("format"_L1, u"expected \"%1\", found %2"_s.arg(name, shown(format)));
    const JsonNode &number = member(versionKey, JsonType::Number);
    if (jsonNumber(number.raw) != version)
        fail(versionKey, u"expected %1, found %2"_s.arg(QString::number(version), shown(number)));
}

void JsonObjectReader::finish()
{
    for (qsizetype i = 0; i < m_wasRead.size() && !failed(); ++i) {
        if (!m_wasRead[i])
            m_fault->addAtName(m_node->children.at(i), u"is not a known member"_s);
    }
}

} // namespace hopscope
