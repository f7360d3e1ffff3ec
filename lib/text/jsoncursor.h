// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace hopscope
{

/// Deeper JSON is refused.
inline constexpr int kMaxFileNesting = 256;

/// Goes through JSON text once, without a tree: for files that are much larger than what is wanted of them. The first
/// error stays, with its path, line and column; after it every read gives a default and every loop ends. A member that
/// occurs twice in an object that is read is an error (RFC 8259 4). Texts come as UTF-8.
class JsonCursor
{
public:
    enum class Type { Null, Bool, Number, Text, List, Object, Nothing };

    /// `json` has to live as long as the cursor, and to be UTF-8: see invalidUtf8().
    explicit JsonCursor(QByteArrayView json) : m_json(json) {}

    /// The type of the value that comes next.
    Type peek();
    QByteArray text();
    /// Text, or nothing for null.
    std::optional<QByteArray> textOrNull();
    double number();
    /// A number, or `otherwise` for null.
    double numberOr(double otherwise);
    bool boolean();
    /// Checks the syntax of the next value; its bytes.
    QByteArrayView skip();

    /// Calls `member(name)` for each member; it has to read the value, or skip() it.
    template <typename Member>
    void object(Member member)
    {
        if (!open(Type::Object))
            return;
        while (nextMember())
            member(m_frames.constLast().name);
        close();
    }

    /// Calls `element()` for each element; it has to read the value, or skip() it.
    template <typename Element>
    void list(Element element)
    {
        if (!open(Type::List))
            return;
        while (nextElement())
            element();
        close();
    }

    /// Nothing but white space may be left.
    void finish();
    /// "log.entries[2].request: `why` (line 10, column 5)"; only the first error counts.
    void fail(const QString &why);
    bool failed() const { return !m_error.isEmpty(); }
    const QString &error() const { return m_error; }
    /// "log.entries[2].request", empty at the top.
    QString path() const;

private:
    struct Frame {
        QByteArray name;            ///< of the present member
        QList<QByteArray> names;    ///< of the first members
        QSet<QByteArray> manyNames; ///< of all members, when there are many
        qsizetype index = -1;       ///< of the present element or member
        bool isList = false;
    };

    bool open(Type type);
    void close();
    bool nextMember();
    bool nextElement();
    bool hasNext(char end);
    bool isTwice(const QByteArray &name);
    void skipSpace();
    bool expect(Type type);
    void syntaxError();
    void skipValue(int depth);
    void skipItems(int depth, char end);
    QByteArray quoted();
    QByteArrayView quotedRaw();
    bool word(QByteArrayView letters);
    QByteArrayView numeral();

    QByteArrayView m_json;
    qsizetype m_at = 0;
    QList<Frame> m_frames;
    QString m_error;
};

} // namespace hopscope
