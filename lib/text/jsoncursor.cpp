// SPDX-License-Identifier: MIT
#include "text/jsoncursor.h"

#include "http/ascii.h"
#include "text/jsonstring.h"

#include <charconv>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNameInPath = 40;
constexpr qsizetype kFewNames = 32;

QString nameOf(JsonCursor::Type type)
{
    switch (type) {
    case JsonCursor::Type::Null:
        return u"null"_s;
    case JsonCursor::Type::Bool:
        return u"true or false"_s;
    case JsonCursor::Type::Number:
        return u"a number"_s;
    case JsonCursor::Type::Text:
        return u"text"_s;
    case JsonCursor::Type::List:
        return u"a list"_s;
    case JsonCursor::Type::Object:
        return u"an object"_s;
    case JsonCursor::Type::Nothing:
        break;
    }
    return u"nothing"_s;
}

} // namespace

void JsonCursor::skipSpace()
{
    while (m_at < m_json.size() &&
           (m_json[m_at] == ' ' || m_json[m_at] == '\n' || m_json[m_at] == '\r' || m_json[m_at] == '\t'))
        ++m_at;
}

JsonCursor::Type JsonCursor::peek()
{
    skipSpace();
    if (m_at >= m_json.size())
        return Type::Nothing;
    switch (m_json[m_at]) {
    case '{':
        return Type::Object;
    case '[':
        return Type::List;
    case '"':
        return Type::Text;
    case 't':
    case 'f':
        return Type::Bool;
    case 'n':
        return Type::Null;
    default:
        return m_json[m_at] == '-' || ascii::isDigit(m_json[m_at]) ? Type::Number : Type::Nothing;
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
    const QString where = path();
    m_error = (where.isEmpty() ? QString() : where + u": "_s) + u"%1 (%2)"_s.arg(why, jsonPlace(m_json, m_at));
    m_at = m_json.size();
}

void JsonCursor::syntaxError()
{
    if (m_at >= m_json.size())
        fail(u"the file ends in the middle"_s);
    else
        fail(u"%1 is not allowed here; this is not JSON"_s.arg(ascii::nameOfByte(m_json[m_at])));
}

bool JsonCursor::expect(Type type)
{
    if (failed())
        return false;
    const Type found = peek();
    if (found == type)
        return true;
    if (found == Type::Nothing)
        syntaxError();
    else
        fail(u"expected %1, found %2"_s.arg(nameOf(type), nameOf(found)));
    return false;
}

bool JsonCursor::open(Type type)
{
    if (!expect(type))
        return false;
    if (m_frames.size() >= kMaxFileNesting) {
        fail(u"lists and objects are nested more than %1 levels deep"_s.arg(kMaxFileNesting));
        return false;
    }
    ++m_at;
    m_frames.append(Frame{.isList = type == Type::List});
    return true;
}

void JsonCursor::close()
{
    if (!failed())
        m_frames.removeLast();
}

/// Whether another item follows; goes past the comma before it, or the bracket at the end.
bool JsonCursor::hasNext(char end)
{
    if (failed())
        return false;
    skipSpace();
    const bool first = m_frames.constLast().index < 0;
    if (m_at < m_json.size() && m_json[m_at] == end) {
        ++m_at;
        return false;
    }
    if (!first && (m_at >= m_json.size() || m_json[m_at] != ',')) {
        syntaxError();
        return false;
    }
    m_at += first ? 0 : 1;
    skipSpace();
    ++m_frames.last().index;
    return true;
}

/// A search through a list is fast for the few members that objects have, and endless for a hostile one.
bool JsonCursor::isTwice(const QByteArray &name)
{
    Frame &frame = m_frames.last();
    if (frame.names.size() < kFewNames) {
        const bool twice = frame.names.contains(name);
        frame.names.append(name);
        return twice;
    }
    if (frame.manyNames.isEmpty())
        frame.manyNames = QSet<QByteArray>(frame.names.cbegin(), frame.names.cend());
    const qsizetype before = frame.manyNames.size();
    frame.manyNames.insert(name);
    return frame.manyNames.size() == before;
}

bool JsonCursor::nextElement()
{
    return hasNext(']');
}

bool JsonCursor::nextMember()
{
    if (!hasNext('}'))
        return false;
    const qsizetype start = m_at;
    if (m_at >= m_json.size() || m_json[m_at] != '"') {
        syntaxError();
        return false;
    }
    // A name without escapes needs no copy: the JSON lives longer.
    const QByteArrayView raw = quotedRaw();
    const QByteArray name = raw.contains('\\') ? unescapedJson(raw) : QByteArray::fromRawData(raw.data(), raw.size());
    skipSpace();
    if (failed() || m_at >= m_json.size() || m_json[m_at] != ':') {
        syntaxError();
        return false;
    }
    m_frames.last().name = name;
    if (isTwice(name)) {
        m_at = start;
        fail(u"the member \"%1\" occurs twice in one object"_s.arg(QString::fromUtf8(name).left(kMaxNameInPath)));
        return false;
    }
    ++m_at;
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
            fail(u"a string contains a control byte (%1)"_s.arg(ascii::nameOfByte(bytes[m_at])));
            return {};
        }
        const qsizetype length = bytes[m_at] == '\\' ? escapeLength(m_json.sliced(m_at)) : 1;
        if (length == 0) {
            fail(u"a backslash is not followed by a valid escape"_s);
            return {};
        }
        m_at += length;
    }
    if (m_at >= size) {
        m_at = size;
        syntaxError();
        return {};
    }
    return m_json.sliced(start, m_at++ - start);
}

QByteArray JsonCursor::text()
{
    return expect(Type::Text) ? quoted() : QByteArray();
}

std::optional<QByteArray> JsonCursor::textOrNull()
{
    if (peek() != Type::Null)
        return text();
    word("null");
    return std::nullopt;
}

bool JsonCursor::word(QByteArrayView letters)
{
    if (failed() || !m_json.sliced(m_at).startsWith(letters)) {
        syntaxError();
        return false;
    }
    m_at += letters.size();
    return true;
}

bool JsonCursor::boolean()
{
    if (!expect(Type::Bool))
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
        syntaxError();
    return failed() ? QByteArrayView() : m_json.sliced(start, m_at - start);
}

double JsonCursor::number()
{
    if (!expect(Type::Number))
        return 0;
    const QByteArrayView digits = numeral();
    double value = 0;
    if (!failed() && std::from_chars(digits.begin(), digits.end(), value).ec != std::errc())
        fail(u"the number is too large"_s);
    return value;
}

double JsonCursor::numberOr(double otherwise)
{
    if (peek() != Type::Null)
        return number();
    word("null");
    return otherwise;
}

QByteArrayView JsonCursor::skip()
{
    if (failed())
        return {};
    skipSpace();
    const qsizetype start = m_at;
    skipValue(int(m_frames.size()));
    return failed() ? QByteArrayView() : m_json.sliced(start, m_at - start);
}

void JsonCursor::skipItems(int depth, char end)
{
    ++m_at;
    for (bool first = true; !failed(); first = false) {
        skipSpace();
        if (m_at < m_json.size() && m_json[m_at] == end) {
            ++m_at;
            return;
        }
        if (!first && !word(","))
            return;
        skipSpace();
        if (end == '}') {
            if (!expect(Type::Text))
                return;
            quotedRaw();
            skipSpace();
            if (failed() || !word(":"))
                return;
        }
        skipValue(depth + 1);
    }
}

void JsonCursor::skipValue(int depth)
{
    if (failed())
        return;
    const Type type = peek();
    if (depth >= kMaxFileNesting && (type == Type::List || type == Type::Object))
        fail(u"lists and objects are nested more than %1 levels deep"_s.arg(kMaxFileNesting));
    else if (type == Type::Object)
        skipItems(depth, '}');
    else if (type == Type::List)
        skipItems(depth, ']');
    else if (type == Type::Text)
        quotedRaw();
    else if (type == Type::Number)
        numeral();
    else if (type == Type::Bool)
        boolean();
    else if (type == Type::Null)
        word("null");
    else
        syntaxError();
}

void JsonCursor::finish()
{
    skipSpace();
    if (!failed() && m_at < m_json.size())
        fail(u"the JSON ends before this place, but the file continues"_s);
}

} // namespace hopscope
