// SPDX-License-Identifier: MIT
#include "findings/expectations.h"

#include "findings/findings.h"
#include "http/headers.h"
#include "http/url.h"
#include "text/nearest.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxStatuses = 1000;
constexpr qsizetype kStatusLength = 3;

struct BodyRow {
    BodyExpectation body;
    QLatin1StringView id;
};

constexpr BodyRow kBodies[] = {{BodyExpectation::Kept, "kept"_L1}, {BodyExpectation::Dropped, "dropped"_L1}};

bool isStatusPattern(QStringView text)
{
    return text.size() == kStatusLength && text.front() != u'0' &&
           std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'x'; });
}

QStringList failOnWords()
{
    QStringList words = severityIds();
    for (const FindingRow &row : findingTable())
        words.append(row.id);
    return words;
}

QString statusesText(const QList<QByteArray> &statuses)
{
    return QString::fromLatin1(statuses.join(", "));
}

QString mostText(int most)
{
    return most == 0 ? u"no redirect"_s : most == 1 ? u"at most 1 redirect"_s : u"at most %1 redirects"_s.arg(most);
}

} // namespace

QString expectationText(const Expectations &expectations)
{
    QStringList parts;
    if (!expectations.statuses.isEmpty())
        parts.append(statusesText(expectations.statuses));
    if (!expectations.finalUrl.isEmpty())
        parts.append(u"ends at %1"_s.arg(QString::fromUtf8(expectations.finalUrl)));
    if (expectations.mostRedirects)
        parts.append(mostText(*expectations.mostRedirects));
    if (!expectations.method.isEmpty())
        parts.append(u"last method %1"_s.arg(QString::fromUtf8(expectations.method)));
    if (expectations.body)
        parts.append(u"body %1"_s.arg(QString(idOf(*expectations.body))));
    if (!expectations.failOn.isEmpty())
        parts.append(u"no finding of %1"_s.arg(expectations.failOn.join(u", "_s)));
    return parts.join(u"; "_s);
}

Result<QList<QByteArray>> readExpectedStatuses(const QString &title, const QString &text)
{
    const auto failure = [&title](const QString &given) {
        return Result<QList<QByteArray>>::failure(
            u"%1 takes statuses such as 301,200 or 3xx,200, not \"%2\""_s.arg(title, given));
    };
    const QStringList parts = text.toLower().split(u',');
    if (parts.size() > kMaxStatuses)
        return Result<QList<QByteArray>>::failure(u"%1 takes at most %2 statuses"_s.arg(title).arg(kMaxStatuses));
    QList<QByteArray> statuses;
    for (const QString &part : parts) {
        const QString status = part.trimmed();
        if (!isStatusPattern(status))
            return failure(text);
        statuses.append(status.toLatin1());
    }
    return statuses;
}

Result<QByteArray> readExpectedUrl(const QString &title, const QString &text)
{
    const Result<QByteArray> url = parseRequestUrl(text);
    return url ? Result<QByteArray>(text.trimmed().toUtf8())
               : Result<QByteArray>::failure(u"%1 takes a whole URL. %2"_s.arg(title, url.error));
}

Result<QByteArray> readExpectedMethod(const QString &title, const QString &text)
{
    const QByteArray method = text.trimmed().toUtf8();
    return isToken(method)
               ? Result<QByteArray>(method)
               : Result<QByteArray>::failure(u"%1 takes a method such as POST, not \"%2\""_s.arg(title, text));
}

Result<BodyExpectation> readExpectedBody(const QString &title, const QString &text)
{
    const auto row = std::ranges::find_if(kBodies, [&](const BodyRow &each) { return text == each.id; });
    return row != std::end(kBodies) ? Result<BodyExpectation>(row->body)
                                    : Result<BodyExpectation>::failure(u"%1 takes one of %2, not \"%3\""_s.arg(
                                          title, bodyExpectationIds().join(u", "_s), text));
}

QLatin1StringView idOf(BodyExpectation body)
{
    return std::ranges::find(kBodies, body, &BodyRow::body)->id;
}

QStringList bodyExpectationIds()
{
    QStringList ids;
    for (const BodyRow &row : kBodies)
        ids.append(row.id);
    return ids;
}

Result<QString> readFailOn(const QString &title, const QString &text)
{
    const QString word = text.trimmed();
    const QStringList words = failOnWords();
    if (words.contains(word))
        return word;
    const QString nearest = nearestOf(word, words);
    const QString advice =
        nearest.isEmpty() ? u"choose one of: %1"_s.arg(words.join(u", "_s)) : u"did you mean \"%1\"?"_s.arg(nearest);
    return Result<QString>::failure(
        u"%1 takes a severity or the id of a finding, not \"%2\"; %3"_s.arg(title, word, advice));
}

} // namespace hopscope
