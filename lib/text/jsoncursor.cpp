// SPDX-License-Identifier: MIT
#include "text/jsoncursor.h"

#include "http/ascii.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNameInPath = 40;
constexpr qsizetype kMaxWord = 20;

/// What JavaScript and Python have besides the numbers of JSON.
constexpr QByteArrayView kNans[] = {"NaN", "Infinity", "-Infinity"};

bool isNan(QByteArrayView json)
{
    return std::ranges::any_of(kNans, [&](QByteArrayView each) { return json.startsWith(each); });
}

/// What `json` begins with: a word, a character, or a byte that is none.
QString beginningOf(QByteArrayView json)
{
    if (json.isEmpty())
        return u"the end of the text"_s;
    const QByteArrayView start = json.first(std::min(kMaxWord, json.size()));
    const qsizetype letters = std::find_if_not(start.begin(), start.end(), ascii::isAlpha) - start.begin();
    const QString text = QString::fromUtf8(start);
    const bool isShown =
        !text.isEmpty() && text[0] != QChar::ReplacementCharacter && (text[0].isPrint() || text[0].isHighSurrogate());
    if (!isShown)
        return u"the byte "_s + ascii::nameOfByte(json[0]);
    if (json[0] == '"')
        return u"a quotation mark"_s;
    return u"\"%1\""_s.arg(text.left(std::max<qsizetype>(letters, text[0].isHighSurrogate() ? 2 : 1)));
}

QString tooDeep()
{
    return u"lists and objects are nested more than %1 levels deep"_s.arg(kMaxJsonDepth);
}

} // namespace

void JsonCursor::skipSpace()
{
    while (m_at < m_json.size() && ascii::isSpace(m_json[m_at]))
        ++m_at;
}

JsonType JsonCursor::peek()
{
    skipSpace();
    if (m_at >= m_json.size())
        return JsonType::Nothing;
    switch (m_json[m_at]) {
    case '{':
        return JsonType::Object;
    case '[':
        return JsonType::List;
    case '"':
        return JsonType::Text;
    case 't':
    case 'f':
        return JsonType::Bool;
    case 'n':
        return JsonType::Null;
    default:
        if (m_nan == JsonNan::IsNull && isNan(m_json.sliced(m_at)))
            return JsonType::Null;
        return m_json[m_at] == '-' || ascii::isDigit(m_json[m_at]) ? JsonType::Number : JsonType::Nothing;
    }
}

QString JsonCursor::path() const
{
    QString path;
    for (const Frame &frame : m_frames) {
        if (frame.index < 0)
            continue;
        if (frame.isList)
            path += u"[%1]"_s.arg(frame.index);
        else
            path += (path.isEmpty() ? u""_s : u"."_s) + QString::fromUtf8(frame.name).left(kMaxNameInPath);
    }
    return path;
}

void JsonCursor::fail(const QString &why)
{
    if (failed())
        return;
    m_why = why;
    m_faultAt = m_at;
    m_faultPath = path();
    m_at = m_json.size();
}

QString JsonCursor::error() const
{
    return failed() ? jsonFault(m_json, m_faultAt, m_faultPath, m_why, m_firstLine) : QString();
}

void JsonCursor::failExpecting(const QString &what)
{
    fail(u"expected %1, found %2"_s.arg(what, beginningOf(m_json.sliced(m_at))));
}

bool JsonCursor::expect(JsonType type)
{
    if (failed())
        return false;
    const JsonType found = peek();
    if (found == type)
        return true;
    if (found == JsonType::Nothing)
        failExpecting(nameOf(type));
    else
        fail(expectedJson(nameOf(type), found));
    return false;
}

bool JsonCursor::open(JsonType type)
{
    if (!expect(type))
        return false;
    if (m_frames.size() >= kMaxJsonDepth) {
        fail(tooDeep());
        return false;
    }
    ++m_at;
    m_frames.append(Frame{.isList = type == JsonType::List});
    return true;
}

void JsonCursor::close()
{
    if (!failed())
        m_frames.removeLast();
}

/// Whether another item follows; goes past the comma before it, or the bracket at the end.
bool JsonCursor::hasNext(char end, bool isFirst)
{
    if (failed())
        return false;
    skipSpace();
    if (m_at < m_json.size() && m_json[m_at] == end) {
        ++m_at;
        return false;
    }
    if (isFirst)
        return true;
    if (m_at >= m_json.size() || m_json[m_at] != ',') {
        failExpecting(u"a comma or \"%1\""_s.arg(QLatin1Char(end)));
        return false;
    }
    ++m_at;
    skipSpace();
    return true;
}

bool JsonCursor::nextElement()
{
    if (!hasNext(']', m_frames.constLast().index < 0))
        return false;
    ++m_frames.last().index;
    return true;
}

/// Goes past the name of a member and its colon; the name is between its quotes.
QByteArrayView JsonCursor::memberName()
{
    if (m_at >= m_json.size() || m_json[m_at] != '"') {
        failExpecting(u"a name in quotation marks"_s);
        return {};
    }
    const QByteArrayView raw = quotedRaw();
    skipSpace();
    if (!failed() && (m_at >= m_json.size() || m_json[m_at] != ':'))
        failExpecting(u"a colon"_s);
    if (failed())
        return {};
    ++m_at;
    return raw;
}

bool JsonCursor::nextMember()
{
    if (!hasNext('}', m_frames.constLast().index < 0))
        return false;
    const qsizetype start = m_at;
    const QByteArrayView raw = memberName();
    if (failed())
        return false;
    // A name without escapes needs no copy: the JSON lives longer.
    const QByteArray name = raw.contains('\\') ? unescapedJson(raw) : QByteArray::fromRawData(raw.data(), raw.size());
    ++m_frames.last().index;
    m_frames.last().name = name;
    if (m_frames.last().names.isTwice(name)) {
        m_at = start;
        fail(JsonNames::fault());
        return false;
    }
    return true;
}

QByteArray JsonCursor::quoted()
{
    const QByteArrayView raw = quotedRaw();
    if (failed())
        return {};
    return raw.contains('\\') ? unescapedJson(raw) : raw.toByteArray();
}

/// What stands between the quotes, with its escapes, which are checked.
QByteArrayView JsonCursor::quotedRaw()
{
    const qsizetype start = ++m_at;
    const char *bytes = m_json.data();
    const qsizetype size = m_json.size();
    while (m_at < size && bytes[m_at] != '"') {
        if (static_cast<unsigned char>(bytes[m_at]) < 0x20) {
            fail(u"a string contains the control byte %1: write \\n or \\u"_s.arg(ascii::nameOfByte(bytes[m_at])));
            return {};
        }
        const qsizetype length = bytes[m_at] == '\\' ? escapeLength(m_json.sliced(m_at)) : 1;
        if (length == 0) {
            fail(u"the backslash does not begin a valid escape"_s);
            return {};
        }
        m_at += length;
    }
    if (m_at >= size) {
        m_at = size;
        failExpecting(u"a quotation mark"_s);
        return {};
    }
    return m_json.sliced(start, m_at++ - start);
}

QByteArray JsonCursor::text()
{
    return expect(JsonType::Text) ? quoted() : QByteArray();
}

std::optional<QByteArray> JsonCursor::textOrNull()
{
    if (peek() != JsonType::Null)
        return text();
    word("null");
    return std::nullopt;
}

bool JsonCursor::word(QByteArrayView letters)
{
    for (const QByteArrayView nan : kNans) {
        if (m_nan == JsonNan::IsNull && letters == "null" && m_json.sliced(m_at).startsWith(nan))
            letters = nan;
    }
    if (failed() || !m_json.sliced(m_at).startsWith(letters)) {
        failExpecting(QString::fromLatin1(letters));
        return false;
    }
    m_at += letters.size();
    return true;
}

bool JsonCursor::boolean()
{
    if (!expect(JsonType::Bool))
        return false;
    return m_json[m_at] == 't' ? word("true") : !word("false");
}

/// RFC 8259 6.
QByteArrayView JsonCursor::numeral()
{
    const qsizetype start = m_at;
    const auto here = [this](char c) { return m_at < m_json.size() && m_json[m_at] == c; };
    const auto digits = [this] {
        const qsizetype from = m_at;
        while (m_at < m_json.size() && ascii::isDigit(m_json[m_at]))
            ++m_at;
        return m_at > from;
    };
    m_at += here('-') ? 1 : 0;
    bool good = true;
    if (here('0'))
        ++m_at;
    else
        good = digits();
    if (good && here('.')) {
        ++m_at;
        good = digits();
    }
    if (good && (here('e') || here('E'))) {
        ++m_at;
        m_at += here('+') || here('-') ? 1 : 0;
        good = digits();
    }
    if (!good)
        failExpecting(u"a digit"_s);
    return failed() ? QByteArrayView() : m_json.sliced(start, m_at - start);
}

double JsonCursor::number()
{
    if (!expect(JsonType::Number))
        return 0;
    const QByteArrayView digits = numeral();
    const std::optional<double> value = failed() ? 0 : jsonNumber(digits);
    if (!value)
        fail(u"the number is too large"_s);
    return value.value_or(0);
}

double JsonCursor::numberOr(double otherwise)
{
    if (peek() != JsonType::Null)
        return number();
    word("null");
    return otherwise;
}

QByteArrayView JsonCursor::skip(JsonNode *into)
{
    if (failed())
        return {};
    skipSpace();
    const qsizetype start = m_at;
    value(int(m_frames.size()), into);
    return failed() ? QByteArrayView() : m_json.sliced(start, m_at - start);
}

/// What stands between the brackets, which `end` closes.
void JsonCursor::items(int depth, char end, JsonNode *into)
{
    ++m_at;
    for (bool isFirst = true; hasNext(end, isFirst); isFirst = false) {
        const QByteArrayView name = end == '}' ? memberName() : QByteArrayView();
        if (failed())
            return;
        JsonNode *item = into ? &into->children.emplaceBack() : nullptr;
        if (item)
            item->name = name;
        value(depth + 1, item);
    }
}

/// Goes past the next value, and into it if it is asked for.
void JsonCursor::value(int depth, JsonNode *into)
{
    if (failed())
        return;
    const JsonType type = peek();
    const qsizetype start = m_at;
    if (depth >= kMaxJsonDepth && (type == JsonType::List || type == JsonType::Object)) {
        fail(tooDeep());
        return;
    }
    QByteArrayView text;
    if (type == JsonType::Object)
        items(depth, '}', into);
    else if (type == JsonType::List)
        items(depth, ']', into);
    else if (type == JsonType::Text)
        text = quotedRaw();
    else if (type == JsonType::Number)
        numeral();
    else if (type == JsonType::Bool)
        boolean();
    else if (type == JsonType::Null)
        word("null");
    else
        failExpecting(u"a value"_s);
    if (!into || failed())
        return;
    into->type = type;
    into->raw = type == JsonType::Text ? text : m_json.sliced(start, m_at - start);
}

void JsonCursor::finish()
{
    skipSpace();
    if (!failed() && m_at < m_json.size())
        failExpecting(u"the end of the text"_s);
}

} // namespace hopscope
