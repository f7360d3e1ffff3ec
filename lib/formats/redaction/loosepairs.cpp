// SPDX-License-Identifier: MIT
#include "formats/redaction/loosepairs.h"

#include "formats/redaction/loosenames.h"
#include "formats/redaction/plainvalues.h"
#include "http/ascii.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hopscope
{

namespace
{

constexpr qsizetype kMaxLead = 40; ///< bytes before a name that begins its line
/// Values of calls that stand behind the name in a list of arguments count when they were drawn by chance; behind
/// these, all do.
constexpr QByteArrayView kStoringCalls[] = {"setItem",     "setRequestHeader", "setHeader", "addHeader", "putString",
                                            "setProperty", "setCookie",        "define",    "setenv",    "putenv"};
constexpr QByteArrayView kLeadWords[] = {"export", "set", "env", "let", "const", "var", "declare", "$env:"};
constexpr qsizetype kNamedReach = 100;    ///< bytes between a name and its "value"
constexpr qsizetype kMaxBareValue = 4096; ///< bytes

/// Whether only white space, a bullet, a prompt or a word such as "export" stands between the start of the line and
/// `at`.
bool beginsLine(QByteArrayView text, qsizetype at)
{
    const qsizetype least = std::max<qsizetype>(0, at - kMaxLead);
    qsizetype start = at;
    while (start > least && text[start - 1] != '\n' && text[start - 1] != '\r')
        --start;
    if (start == least && start > 0)
        return false;
    QByteArray lead = text.sliced(start, at - start).trimmed().toByteArray();
    while (!lead.isEmpty() && QByteArrayView("-*#>;/+").contains(lead.front()))
        lead = lead.sliced(1).trimmed();
    return lead.isEmpty() || isOneOf(kLeadWords, lead);
}

/// Whether the line in which `at` stands begins as a comment of a program.
bool isInComment(QByteArrayView text, qsizetype at)
{
    qsizetype start = at;
    while (start > 0 && at - start < kMaxLead && text[start - 1] != '\n' && text[start - 1] != '\r')
        --start;
    const QByteArrayView line = text.sliced(start, at - start).trimmed();
    return line.startsWith("//") || line.startsWith("/*") || line.startsWith('*') || line.startsWith('#');
}

qsizetype endOfLine(QByteArrayView text, qsizetype at)
{
    const auto isEnd = [](char c) { return c == '\n' || c == '\r'; };
    return std::find_if(text.begin() + at, text.end(), isEnd) - text.begin();
}

/// Offset of the quote that closes a text which begins at `at`; the end of the line if it is cut off.
qsizetype closingQuote(QByteArrayView text, qsizetype at, const Quote &quote)
{
    const bool escapes = quote.text.size() == 1;
    for (qsizetype i = at; i < text.size(); ++i) {
        if (escapes && text[i] == '\\') {
            ++i;
            continue;
        }
        if (text[i] == quote.text.front() && text.sliced(i).startsWith(quote.text))
            return i;
        if (text[i] == '\n')
            return i;
    }
    return text.size();
}

/// The lines below that are indented more than the one in which `at` stands: a block of YAML.
qsizetype endOfBlock(QByteArrayView text, qsizetype at)
{
    const qsizetype lineStart = text.first(at).lastIndexOf('\n') + 1;
    const auto indentOf = [&](qsizetype start) {
        qsizetype end = start;
        while (end < text.size() && (text[end] == ' ' || text[end] == '-'))
            ++end;
        return end - start;
    };
    const qsizetype indent = indentOf(lineStart);
    qsizetype end = endOfLine(text, at);
    while (end < text.size()) {
        const qsizetype next = text.indexOf('\n', end) + 1;
        if (next <= 0 || next >= text.size() || indentOf(next) <= indent)
            break;
        end = endOfLine(text, next);
    }
    return end;
}

class PairScan
{
public:
    PairScan(const QByteArray &text, const SecretRules &rules, BareValues bare, PairPlace place,
             const PairContext &context)
        : m_text(text), m_rules(rules), m_bare(bare), m_place(place), m_context(context)
    {
    }

    QList<SecretSpan> spans()
    {
        for (qsizetype at = 0; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (at < m_done)
                at = m_done - 1;
            else if (c == ':' || c == '=' || c == ',' || c == '(')
                look(at);
            else if (c == '%' && (m_text.mid(at, 3) == "%3A" || m_text.mid(at, 3) == "%3a"))
                look(at);
        }
        return m_found;
    }

private:
    void look(qsizetype at)
    {
        const QByteArrayView text(m_text);
        const char sign = text[at];
        if (sign == '(')
            return setter(at);
        const qsizetype next = at + (sign == '%' ? 3 : 1);
        // == and :: are no signs of pairs; => is one.
        if (sign != ',' && sign != '%' &&
            ((next < text.size() && text[next] == sign) || (at > 0 && text[at - 1] == sign)))
            return;
        const bool isArrow = sign == '=' && next < text.size() && text[next] == '>';
        qsizetype end = skipBlanksBack(text, at, m_done);
        if (end > m_done && text[end - 1] == ']')
            end = skipBlanksBack(text, end - 1, m_done);
        NameBefore before = quotedNameBefore(text, end, m_done);
        if (before.start < 0 && sign != ',' && sign != '%')
            before = bareNameBefore(text, end, m_done, m_rules);
        if (before.start < 0)
            return;
        const qsizetype value = skipBlanks(text, next + (isArrow ? 1 : 0));
        const bool isNamed =
            !m_called.isEmpty() && before.start - m_calledEnd < kNamedReach && equalsIgnoringCase(before.name, "value");
        const QByteArray name = isNamed ? std::exchange(m_called, {}) : before.name;
        if (value >= text.size())
            return;
        if (sign == ',')
            call(before, name, value);
        else
            pair(before, name, value, at);
    }

    /// setToken("value")
    void setter(qsizetype at)
    {
        const QByteArrayView text(m_text);
        const NameBefore before = bareNameBefore(text, at, m_done, m_rules);
        const qsizetype value = skipBlanks(text, at + 1);
        const Quote *quote = value < text.size() ? quoteAt(text, value) : nullptr;
        if (before.start < 0 || !quote || !m_rules.isOn("kind setter") || !m_rules.mayBeSecret(before.name))
            return;
        const qsizetype start = value + quote->text.size();
        const qsizetype end = closingQuote(text, start, *quote);
        if (looksDrawn(text.sliced(start, end - start)))
            append(start, end, before.name, quote->form);
    }

    /// set("name", "value")
    void call(const NameBefore &before, const QByteArray &name, qsizetype value)
    {
        const QByteArrayView text(m_text);
        const qsizetype open = skipBlanksBack(text, before.start, m_done);
        const Quote *quote = quoteAt(text, value);
        const bool isCall = open > 0 && text[open - 1] == '(';
        const bool isList = open > 0 && text[open - 1] == '[';
        if ((!isCall && !isList) || !quote || !m_rules.isOn("kind call") || !m_rules.mayBeSecret(name))
            return;
        const bool stores =
            isCall && std::any_of(std::begin(kStoringCalls), std::end(kStoringCalls),
                                  [&](QByteArrayView call) { return text.first(open - 1).endsWith(call); });
        const qsizetype start = value + quote->text.size();
        const qsizetype end = closingQuote(text, start, *quote);
        const QByteArray secret = text.sliced(start, end - start).toByteArray();
        const qsizetype behind = std::min(text.size(), end + quote->text.size());
        const bool isPair = isCall || (skipBlanks(text, behind) < text.size() && text[skipBlanks(text, behind)] == ']');
        if (isPair && (stores ? m_rules.isSecret(name, secret, PairPlace::Json, m_context) : looksDrawn(secret)))
            append(start, end, name, quote->form);
    }

    void pair(const NameBefore &before, const QByteArray &name, qsizetype value, qsizetype at)
    {
        QByteArrayView text(m_text);
        // b"x" of Python, u'x', @"x" of C#
        if (value + 1 < text.size() && QByteArrayView("bBuUrRfF@").contains(text[value]) &&
            (text[value + 1] == '"' || text[value + 1] == '\''))
            ++value;
        const Quote *quote = quoteAt(text, value);
        const bool isUnlikeJson = before.isQuoted && before.quote->text == "'";
        // JSON has been looked at, with all that is known of its objects.
        if (before.isQuoted && before.quote->form == SecretForm::Json && m_place == PairPlace::Json)
            return;
        if (before.isQuoted && before.quote->text.size() > 1 && !m_rules.isOn("kind escaped quotes"))
            return;
        if (isUnlikeJson && !m_rules.isOn("kind single quotes"))
            return;
        if (quote) {
            quoted(before, name, value, *quote);
        } else if (before.isQuoted) {
            const qsizetype end = endOfNumber(value);
            PairContext context = m_context;
            context.isNumber = true;
            if (end > value && m_rules.isSecret(name, m_text.mid(value, end - value), PairPlace::Json, context))
                append(value, end, name, SecretForm::Plain, true);
        } else if (m_bare != BareValues::None) {
            bareValue(before, name, value, at);
        }
    }

    void quoted(const NameBefore &before, const QByteArray &name, qsizetype value, const Quote &quote)
    {
        const QByteArrayView text(m_text);
        const qsizetype start = value + quote.text.size();
        const bool isNaming = equalsIgnoringCase(name, "name") || equalsIgnoringCase(name, "key");
        if (!isNaming && !m_rules.mayBeSecret(name))
            return;
        const qsizetype end = closingQuote(text, start, quote);
        const QByteArray secret = m_text.mid(start, end - start);
        if (isNaming && m_rules.mayBeSecret(secret)) {
            m_called = secret;
            m_calledEnd = end;
            return;
        }
        // What a program gives a variable of the name is often a word for something else.
        const bool isWord = m_place == PairPlace::Code && !before.isQuoted && isWords(secret);
        if (!isWord && m_rules.isSecret(name, secret, PairPlace::Json, m_context))
            append(start, end, name, before.isQuoted ? quote.form : SecretForm::Plain);
    }

    void bareValue(const NameBefore &before, const QByteArray &name, qsizetype value, qsizetype at)
    {
        const QByteArrayView text(m_text);
        const bool isNaming = m_bare == BareValues::AtLineStart && equalsIgnoringCase(name, "name");
        if ((!isNaming && !m_rules.mayBeSecret(name)) || text.sliced(at, value - at).contains('\n'))
            return;
        const bool leads = beginsLine(text, before.start);
        if (m_bare == BareValues::InComments && !isInComment(text, before.start))
            return;
        if (m_bare == BareValues::AtLineStart && leads) {
            const qsizetype lineEnd = endOfLine(text, at);
            const QByteArray secret = m_text.mid(value, lineEnd - value).trimmed();
            if (isNaming && m_rules.mayBeSecret(secret)) {
                m_called = secret;
                m_calledEnd = lineEnd;
                return;
            }
            if (!secret.isEmpty() && secret.size() <= 2 && (secret[0] == '|' || secret[0] == '>'))
                return block(name, lineEnd, endOfBlock(text, before.start));
            if (m_rules.isOn("kind settings") && m_rules.isSecret(name, secret, PairPlace::Settings, m_context))
                return append(value, value + secret.size(), name, SecretForm::Plain);
        }
        const auto isEnd = [](char c) { return ascii::isSpace(c) || QByteArrayView(",;\"'<>)]}").contains(c); };
        const auto most = text.begin() + std::min(text.size(), value + kMaxBareValue);
        const qsizetype end = std::find_if(text.begin() + value, most, isEnd) - text.begin();
        const QByteArray secret = m_text.mid(value, end - value);
        if (looksDrawn(secret) && m_rules.isSecret(name, secret, PairPlace::Settings, m_context))
            append(value, end, name, SecretForm::Plain);
    }

    /// name: |
    ///   value
    void block(const QByteArray &name, qsizetype start, qsizetype end)
    {
        while (start < end && ascii::isSpace(m_text[start]))
            ++start;
        if (m_rules.isOn("kind YAML block") &&
            m_rules.isSecret(name, m_text.mid(start, end - start), PairPlace::Settings, m_context))
            append(start, end, name, SecretForm::Plain);
    }

    qsizetype endOfNumber(qsizetype at) const
    {
        const auto isOfNumber = [](char c) { return ascii::isDigit(c) || QByteArrayView("+-.eE").contains(c); };
        return ascii::isDigit(m_text[at])
                   ? std::find_if_not(m_text.begin() + at, m_text.end(), isOfNumber) - m_text.begin()
                   : at;
    }

    void append(qsizetype start, qsizetype end, const QByteArray &name, SecretForm form, bool isNumber = false)
    {
        if (end <= start)
            return;
        m_found.append({start, end - start, SecretPlace::ContentField, name, form, isNumber});
        m_done = end;
    }

    const QByteArray &m_text;
    const SecretRules &m_rules;
    BareValues m_bare;
    PairPlace m_place;
    PairContext m_context;
    QByteArray m_called; ///< of "name: TOKEN", whose value stands a little further on
    qsizetype m_calledEnd = 0;
    QList<SecretSpan> m_found;
    qsizetype m_done = 0;
};

} // namespace

QList<SecretSpan> loosePairs(const QByteArray &text, const SecretRules &rules, BareValues bare, PairPlace place,
                             const PairContext &context)
{
    return PairScan(text, rules, bare, place, context).spans();
}

} // namespace hopscope
