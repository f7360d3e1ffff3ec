// SPDX-License-Identifier: MIT
#pragma once

#include "text/jsonnames.h"
#include "text/jsontree.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope
{

/// What becomes of NaN, Infinity and -Infinity, which are no JSON and which some programs write.
enum class JsonNan { Refused, IsNull };

/// Goes through JSON text once, without a tree: for files that are much larger than what is wanted of them. The first
/// error stays, with its line, column and path; after it every read gives a default and every loop ends. A member that
/// occurs twice in an object that is read is an error (RFC 8259 4). Texts come as UTF-8. The only place where JSON is
/// taken apart: the tree is made by it.
class JsonCursor
{
public:
    /// `json` has to live as long as the cursor, and to be UTF-8: see invalidUtf8(). Its first line is `firstLine`.
    explicit JsonCursor(QByteArrayView json, int firstLine = 1, JsonNan nan = JsonNan::Refused)
        : m_json(withoutMark(json)), m_firstLine(firstLine), m_nan(nan)
    {
    }

    /// The type of the value that comes next.
    JsonType peek();
    QByteArray text();
    /// Text, or nothing for null.
    std::optional<QByteArray> textOrNull();
    double number();
    /// A number, or `otherwise` for null.
    double numberOr(double otherwise);
    bool boolean();
    /// Checks the syntax of the next value, and makes a tree of it where one is asked for; its bytes.
    QByteArrayView skip(JsonNode *into = nullptr);

    /// Calls `member(name)` for each member; it has to read the value, or skip() it.
    template <typename Member>
    void object(Member member)
    {
        if (!open(JsonType::Object))
            return;
        while (nextMember())
            member(m_frames.constLast().name);
        close();
    }

    /// Calls `element()` for each element; it has to read the value, or skip() it.
    template <typename Element>
    void list(Element element)
    {
        if (!open(JsonType::List))
            return;
        while (nextElement())
            element();
        close();
    }

    /// Nothing but white space may be left.
    void finish();
    /// "line 10, column 5: log.entries[2].request: `why`"; only the first error counts.
    void fail(const QString &why);
    bool failed() const { return !m_why.isEmpty(); }
    /// The sentence with its place, empty if nothing failed; it costs the way from the start of the text to there.
    QString error() const;
    /// "log.entries[2].request", empty at the top.
    QString path() const;

private:
    template <typename Read, typename Fault>
    friend void readOrSkip(JsonCursor &in, Read read, Fault fault);

    struct Frame {
        QByteArray name;      ///< of the present member
        JsonNames names;      ///< of the members so far
        qsizetype index = -1; ///< of the present element or member
        bool isList = false;
    };

    bool open(JsonType type);
    void close();
    bool nextMember();
    bool nextElement();
    bool hasNext(char end, bool isFirst);
    QByteArrayView memberName();
    void skipSpace();
    bool expect(JsonType type);
    void failExpecting(const QString &what);
    void value(int depth, JsonNode *into);
    void items(int depth, char end, JsonNode *into);
    QByteArray quoted();
    QByteArrayView quotedRaw();
    bool word(QByteArrayView letters);
    QByteArrayView numeral();

    QByteArrayView m_json;
    int m_firstLine;
    qsizetype m_at = 0;
    QList<Frame> m_frames;
    QString m_why; ///< of the error; empty: none
    qsizetype m_faultAt = 0;
    QString m_faultPath;
    JsonNan m_nan;
};

/// Reads the next value by `read()`. Where that fails and the value's syntax is good, what is wrong with it goes to
/// `fault(failed)`, which may ask its error(), and reading goes on behind the value.
template <typename Read, typename Fault>
void readOrSkip(JsonCursor &in, Read read, Fault fault)
{
    const qsizetype start = in.m_at;
    const qsizetype depth = in.m_frames.size();
    read();
    if (!in.failed())
        return;
    const JsonCursor before = in;
    in.m_why.clear();
    in.m_at = start;
    in.m_frames.resize(depth);
    in.skip();
    if (!in.failed())
        fault(before);
}

/// Goes through the object that comes next, up to a member of which `isEnough(name)` is true, and not on: the cursor
/// has failed then. `isEnough` may read the value where it says true. False: there is no such member up to the end of
/// the object, or to its fault.
template <typename IsEnough>
bool hasMember(JsonCursor &in, IsEnough isEnough)
{
    bool found = false;
    in.object([&](const QByteArray &name) {
        found = isEnough(name);
        if (found)
            in.fail(QStringLiteral("found"));
        else
            in.skip();
    });
    return found;
}

} // namespace hopscope
