// SPDX-License-Identifier: MIT
#include "trace/hopfilter.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A word as typed, without its quotes; what was quoted is no key and value.
struct Word {
    QString text;
    bool isQuoted = false;
};

QList<Word> wordsOf(const QString &text)
{
    QList<Word> words;
    Word word;
    bool inQuotes = false;
    const auto end = [&] {
        if (!word.text.isEmpty())
            words.append(word);
        word = {};
    };
    for (const QChar c : text) {
        if (c == u'"') {
            inQuotes = !inQuotes;
            word.isQuoted = word.isQuoted || word.text.isEmpty();
        } else if (c.isSpace() && !inQuotes) {
            end();
        } else {
            word.text += c;
        }
    }
    end();
    return words;
}

/// "302", "3xx", "300-308" or "none".
std::optional<HopFilter::Statuses> statusesOf(const QString &text)
{
    static const QRegularExpression one(u"^([1-9])(\\d\\d|xx)$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression range(u"^([1-9]\\d\\d)-([1-9]\\d\\d)$"_s);
    if (text.compare("none"_L1, Qt::CaseInsensitive) == 0)
        return HopFilter::Statuses{};
    if (const auto match = one.match(text); match.hasMatch()) {
        const int hundred = match.captured(1).toInt() * 100;
        if (match.captured(2).toLower() == "xx"_L1)
            return HopFilter::Statuses{hundred, hundred + 99};
        return HopFilter::Statuses{text.toInt(), text.toInt()};
    }
    if (const auto match = range.match(text); match.hasMatch())
        return HopFilter::Statuses{match.captured(1).toInt(), match.captured(2).toInt()};
    return std::nullopt;
}

/// The key before the colon, if there is one: "http://a" and "localhost:8601" are words.
QString keyOf(const QString &word)
{
    static const QRegularExpression key(u"^([A-Za-z]+):(?!//|\\d+(/|$))"_s);
    const QString found = key.match(word).captured(1).toLower();
    const bool isStatus = word.startsWith("status:"_L1, Qt::CaseInsensitive);
    return isStatus ? u"status"_s : found;
}

bool contains(const QByteArray &bytes, const QString &word)
{
    return QString::fromUtf8(bytes).contains(word, Qt::CaseInsensitive);
}

bool contains(const Headers &headers, const QString &word)
{
    return std::any_of(headers.fields.begin(), headers.fields.end(),
                       [&](const Header &field) { return contains(field.name + ": " + field.value, word); });
}

bool hasWord(const Hop &hop, const QString &word)
{
    if (contains(hop.request.method, word) || contains(hop.request.url, word) || contains(hop.request.headers, word))
        return true;
    return hop.response && (contains(QByteArray::number(hop.response->status) + ' ' + hop.response->reason, word) ||
                            contains(hop.response->headers, word));
}

QString hostOf(const QByteArray &url)
{
    const qsizetype scheme = url.indexOf("://");
    QByteArray authority = scheme < 0 ? url : url.sliced(scheme + 3);
    for (const char end : {'/', '?', '#'})
        authority = authority.split(end).constFirst();
    return QString::fromUtf8(authority.sliced(authority.lastIndexOf('@') + 1));
}

} // namespace

Result<HopFilter> parseHopFilter(const QString &text)
{
    HopFilter filter;
    for (const Word &word : wordsOf(text)) {
        const QString key = word.isQuoted ? QString() : keyOf(word.text);
        const QString value = word.text.sliced(key.isEmpty() ? 0 : key.size() + 1);
        const std::optional<HopFilter::Statuses> statuses = statusesOf(value);
        if (key.isEmpty())
            filter.words.append(value);
        else if (key == "status"_L1 && statuses)
            filter.statuses.append(*statuses);
        else if (key == "status"_L1)
            return Result<HopFilter>::failure(
                u"\"%1\" is not a status: write 302, 3xx, 300-308 or none after \"status:\"."_s.arg(value));
        else if ((key == "method"_L1 || key == "host"_L1) && value.isEmpty())
            return Result<HopFilter>::failure(
                u"\"%1:\" needs a value, such as %2."_s.arg(key, key == "host"_L1 ? u"host:api"_s : u"method:POST"_s));
        else if (key == "method"_L1)
            filter.methods.append(value);
        else if (key == "host"_L1)
            filter.hosts.append(value);
        else
            return Result<HopFilter>::failure(
                u"\"%1:\" is not a filter: use status:, method: or host:, or put the word in quotes."_s.arg(key));
    }
    return filter;
}

bool passes(const HopFilter &filter, const Hop &hop)
{
    const int status = hop.response ? hop.response->status : 0;
    const auto hasStatus = [&](const HopFilter::Statuses &wanted) {
        return status >= wanted.first && status <= wanted.last;
    };
    const QString method = QString::fromUtf8(hop.request.method);
    const auto isMethod = [&](const QString &wanted) { return method.compare(wanted, Qt::CaseInsensitive) == 0; };
    const auto any = [](const auto &list, auto holds) {
        return list.isEmpty() || std::any_of(list.begin(), list.end(), holds);
    };
    if (!any(filter.statuses, hasStatus) || !any(filter.methods, isMethod))
        return false;
    const QString host = filter.hosts.isEmpty() ? QString() : hostOf(hop.request.url);
    return any(filter.hosts, [&](const QString &part) { return host.contains(part, Qt::CaseInsensitive); }) &&
           std::all_of(filter.words.begin(), filter.words.end(),
                       [&](const QString &word) { return hasWord(hop, word); });
}

} // namespace hopscope
