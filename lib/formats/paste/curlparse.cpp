// SPDX-License-Identifier: MIT
#include "formats/paste/curlparse.h"

#include "formats/paste/commandwords.h"
#include "formats/paste/curlrequest.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isCurl(QByteArray word)
{
    word = word.sliced(std::max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLower();
    return word == "curl" || word == "curl.exe";
}

/// Goes through the arguments; what each does is CurlRequest's.
class Arguments
{
public:
    Arguments(const QList<QByteArray> &words, const QByteArray &input) : m_words(words), m_request(input) {}

    Result<PastedRequest> read();

private:
    bool readLong(const QByteArray &word);
    bool readLetters(const QByteArray &word);
    bool apply(const CurlOption &option, const QString &shown, const std::optional<QByteArray> &attached);
    bool fail(const QString &why)
    {
        m_error = why;
        return false;
    }

    QList<QByteArray> m_words;
    qsizetype m_next = 0;
    CurlRequest m_request;
    bool m_ended = false;
    QString m_error;
};

bool Arguments::apply(const CurlOption &option, const QString &shown, const std::optional<QByteArray> &attached)
{
    QByteArray value;
    if (option.hasValue && attached)
        value = *attached;
    else if (option.hasValue && m_next < m_words.size())
        value = m_words[m_next++];
    else if (option.hasValue)
        return fail(u"The value of %1 is missing: copy the whole command."_s.arg(shown));
    m_ended = option.effect == CurlEffect::Next;
    const QString error = m_request.apply(option.effect, value, shown);
    return error.isEmpty() || fail(error);
}

bool Arguments::readLong(const QByteArray &word)
{
    const QString shown = QString::fromUtf8(word);
    if (const auto option = findCurlOption(QByteArrayView(word).sliced(2)))
        return apply(*option, shown, {});
    m_request.note(u"%1 is not a curl option that Hopscope knows"_s.arg(shown));
    return true;
}

/// "-sSLXPOST": letters without a value, and at the end one with.
bool Arguments::readLetters(const QByteArray &word)
{
    for (qsizetype i = 1; i < word.size(); ++i) {
        const QString shown = u"-%1"_s.arg(QLatin1Char(word[i]));
        const auto option = findCurlOption(word[i]);
        if (!option) {
            m_request.note(u"%1 is not a curl option that Hopscope knows"_s.arg(shown));
            continue;
        }
        const bool takesRest = option->hasValue && i + 1 < word.size();
        if (!apply(*option, shown, takesRest ? std::optional(word.sliced(i + 1)) : std::nullopt))
            return false;
        if (takesRest)
            break;
    }
    return true;
}

Result<PastedRequest> Arguments::read()
{
    bool onlyUrls = false;
    while (m_next < m_words.size() && !m_ended) {
        const QByteArray word = m_words[m_next++];
        bool done = true;
        if (word == "--" && !onlyUrls)
            onlyUrls = true;
        else if (word.startsWith("--") && !onlyUrls)
            done = readLong(word);
        else if (word.startsWith('-') && word.size() > 1 && !onlyUrls)
            done = readLetters(word);
        else
            m_request.addUrl(word);
        if (!done)
            return Result<PastedRequest>::failure(m_error);
    }
    return m_request.result();
}

} // namespace

Result<PastedRequest> parseCurlArguments(const QList<QByteArray> &words, const QByteArray &input)
{
    return Arguments(words, input).read();
}

Result<PastedRequest> parseCurl(const QString &text)
{
    const QByteArray bytes = text.trimmed().toUtf8();
    Result<CommandWords> command = usesCmdQuoting(bytes) ? cmdWords(bytes) : shellWords(bytes);
    if (!command)
        return Result<PastedRequest>::failure(command.error);
    QList<QByteArray> &words = (*command).words;
    // What a prompt leaves in front of a copied line.
    if (words.size() > 1 && (words.constFirst() == "$" || words.constFirst() == "%"))
        words.removeFirst();
    if (words.isEmpty() || !isCurl(words.constFirst()))
        return Result<PastedRequest>::failure(u"This is not a curl command: it must begin with \"curl\"."_s);
    words.removeFirst();
    Result<PastedRequest> request = parseCurlArguments(words, command->input);
    if (!request)
        return request;
    (*request).notes = command->notes + request->notes;
    if (command->more)
        (*request).notes.append(u"only the first of several commands is used"_s);
    return request;
}

} // namespace hopscope
