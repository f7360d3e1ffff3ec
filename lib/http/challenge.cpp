// SPDX-License-Identifier: MIT
#include "http/challenge.h"

#include "http/ascii.h"

namespace hopscope
{

namespace
{

/// A place in one line of the field. Every step goes forward, but for the one look behind a scheme.
struct ChallengeScanner {
    QByteArrayView text;
    qsizetype at = 0;

    bool atEnd() const { return at >= text.size(); }
    bool isAt(char c) const { return !atEnd() && text[at] == c; }

    template <typename Accepts>
    QByteArrayView takeWhile(Accepts accepts)
    {
        const qsizetype start = at;
        while (!atEnd() && accepts(text[at]))
            ++at;
        return text.sliced(start, at - start);
    }

    void skipBlanks() { takeWhile(ascii::isBlank); }

    /// RFC 9110 5.6.4; stands on the first quote.
    QByteArray takeQuoted()
    {
        QByteArray value;
        for (++at; !atEnd() && text[at] != '"'; ++at) {
            if (text[at] == '\\' && at + 1 < text.size())
                ++at;
            value.append(text[at]);
        }
        if (!atEnd())
            ++at;
        return value;
    }

    void skipToComma()
    {
        while (!atEnd() && text[at] != ',') {
            if (text[at] == '"')
                takeQuoted();
            else
                ++at;
        }
    }
};

bool isTokenByte(char c)
{
    return isToken(QByteArrayView(&c, 1));
}

bool isToken68Byte(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView("-._~+/").contains(c);
}

/// RFC 9110 11.2. Empty, and nothing is taken, when a parameter or the next challenge stands there.
QByteArray takeToken68(ChallengeScanner &scanner)
{
    const qsizetype start = scanner.at;
    scanner.takeWhile(isToken68Byte);
    scanner.takeWhile([](char c) { return c == '='; });
    const QByteArrayView taken = scanner.text.sliced(start, scanner.at - start);
    scanner.skipBlanks();
    if (scanner.atEnd() || scanner.isAt(','))
        return taken.toByteArray();
    scanner.at = start;
    return {};
}

/// Stands on the equals sign.
QByteArray takeValue(ChallengeScanner &scanner)
{
    ++scanner.at;
    scanner.skipBlanks();
    if (scanner.isAt('"'))
        return scanner.takeQuoted();
    return scanner.takeWhile([](char c) { return c != ',' && !ascii::isBlank(c); }).toByteArray();
}

void parseChallengeLine(QByteArrayView line, int number, QList<Challenge> &challenges)
{
    ChallengeScanner scanner{line};
    const qsizetype before = challenges.size();
    while (true) {
        scanner.takeWhile([](char c) { return c == ',' || ascii::isBlank(c); });
        if (scanner.atEnd())
            return;
        const QByteArrayView word = scanner.takeWhile(isTokenByte);
        scanner.skipBlanks();
        if (word.isEmpty()) {
            scanner.skipToComma();
        } else if (scanner.isAt('=')) {
            const Header parameter{word.toByteArray().toLower(), takeValue(scanner)};
            if (challenges.size() > before)
                challenges.last().parameters.append(parameter);
            scanner.skipToComma();
        } else {
            challenges.append({.scheme = word.toByteArray(), .line = number});
            challenges.last().token68 = takeToken68(scanner);
        }
    }
}

} // namespace

std::optional<QByteArray> Challenge::parameter(QByteArrayView name) const
{
    for (const Header &each : parameters) {
        if (each.name == name)
            return each.value;
    }
    return std::nullopt;
}

QList<Challenge> parseChallenges(const Headers &headers)
{
    QList<Challenge> challenges;
    int number = 0;
    for (const QByteArray &line : headers.all("WWW-Authenticate"))
        parseChallengeLine(line, number++, challenges);
    return challenges;
}

} // namespace hopscope
