// SPDX-License-Identifier: MIT
#include "formats/audit/auditdiff.h"

#include "formats/audit/auditreport.h"
#include "formats/redaction/marks.h"
#include "formats/redaction/secrets.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct ChangeRow {
    AuditChange change;
    QLatin1StringView id;
};

constexpr ChangeRow kChanges[] = {
    {AuditChange::Broken, "broken"_L1}, {AuditChange::Changed, "changed"_L1}, {AuditChange::New, "new"_L1},
    {AuditChange::Gone, "gone"_L1},     {AuditChange::Fixed, "fixed"_L1},
};

/// "FAIL (404 at the end)"
QString verdictText(const AuditJudgement &judgement)
{
    const QString word = verdictWord(judgement.verdict);
    return judgement.cause.isEmpty() ? word : u"%1 (%2)"_s.arg(word, judgement.cause);
}

/// "FAIL: http://a/x answers with 404."; with its own full stop.
QString verdictSentence(const AuditJudgement &judgement)
{
    const QString word = verdictWord(judgement.verdict);
    return judgement.reason.isEmpty() ? word + u'.' : u"%1: %2"_s.arg(word, judgement.reason);
}

/// Numbers of placeholders say nothing from one audit to the next, so what has one cannot be compared.
bool canBeCompared(const QByteArray &url, const QByteArray &other)
{
    return highestMark(url) == 0 && highestMark(other) == 0;
}

QString redirectsText(qsizetype urls)
{
    return urls == 2 ? u"1 redirect"_s : u"%1 redirects"_s.arg(urls - 1);
}

/// What differs between two ways to the same verdict; empty if nothing does that a user would notice.
QString wayChange(const AuditWay &before, const AuditWay &now)
{
    if (before.urls.isEmpty() || now.urls.isEmpty())
        return {};
    QStringList parts;
    if (before.urls.last() != now.urls.last() && canBeCompared(before.urls.last(), now.urls.last()))
        parts.append(u"it ends at %1 now, at %2 before"_s.arg(QString::fromUtf8(now.urls.last()),
                                                              QString::fromUtf8(before.urls.last())));
    if (before.urls.size() != now.urls.size())
        parts.append(
            u"%1 now, %2 before"_s.arg(redirectsText(now.urls.size()), QString::number(before.urls.size() - 1)));
    if (before.statuses.first() != now.statuses.first())
        parts.append(
            u"the first response is %1 now, %2 before"_s.arg(now.statuses.first()).arg(before.statuses.first()));
    else if (before.statuses.last() != now.statuses.last())
        parts.append(u"the last response is %1 now, %2 before"_s.arg(now.statuses.last()).arg(before.statuses.last()));
    return parts.join(u"; "_s);
}

/// nullopt when nothing differs.
std::optional<AuditDifference> changeOf(const AuditedRow &before, const AuditedRow &now)
{
    const AuditJudgement &was = before.result.judgement;
    const AuditJudgement &is = now.result.judgement;
    const QString way = wayChange(before.way, now.way);
    if (was.verdict == is.verdict && was.cause == is.cause && way.isEmpty())
        return std::nullopt;
    const bool isFailure = is.verdict == AuditVerdict::Fail;
    const bool wasFailure = was.verdict == AuditVerdict::Fail;
    AuditDifference difference{
        .row = now.result, .verdictBefore = verdictWord(was.verdict), .verdictNow = verdictWord(is.verdict)};
    difference.change = isFailure == wasFailure ? AuditChange::Changed
                        : isFailure             ? AuditChange::Broken
                                                : AuditChange::Fixed;
    if (was.verdict == is.verdict && was.cause == is.cause)
        difference.sentence = u"%1 as before, but %2."_s.arg(verdictText(is), way);
    else
        difference.sentence = u"%1 before, now %2"_s.arg(verdictText(was), verdictSentence(is));
    return difference;
}

AuditDifference additionOf(const AuditedRow &row)
{
    const AuditJudgement &judgement = row.result.judgement;
    const bool isFailure = judgement.verdict == AuditVerdict::Fail;
    return {.change = isFailure ? AuditChange::Broken : AuditChange::New,
            .row = row.result,
            .verdictNow = verdictWord(judgement.verdict),
            .sentence = u"Not in the earlier audit, now %1"_s.arg(verdictSentence(judgement))};
}

AuditDifference lossOf(const AuditedRow &row)
{
    return {.change = AuditChange::Gone,
            .row = row.result,
            .verdictBefore = verdictWord(row.result.judgement.verdict),
            .sentence = u"%1 before, not in the later audit."_s.arg(verdictText(row.result.judgement))};
}

} // namespace

QLatin1StringView idOf(AuditChange change)
{
    return std::ranges::find(kChanges, change, &ChangeRow::change)->id;
}

AuditDiff diffOf(const QList<AuditedRow> &before, const QList<AuditedRow> &now)
{
    QHash<QByteArray, qsizetype> earlier;
    for (qsizetype i = 0; i < before.size(); ++i)
        earlier.insert(before[i].result.id, i);
    AuditDiff diff;
    QSet<QByteArray> later;
    for (const AuditedRow &row : now) {
        later.insert(row.result.id);
        const auto place = earlier.constFind(row.result.id);
        const std::optional<AuditDifference> difference =
            place == earlier.constEnd() ? additionOf(row) : changeOf(before[*place], row);
        if (difference)
            diff.differences.append(*difference);
        else
            ++diff.same;
    }
    for (const AuditedRow &row : before) {
        if (!later.contains(row.result.id))
            diff.differences.append(lossOf(row));
    }
    std::stable_sort(diff.differences.begin(), diff.differences.end(),
                     [](const AuditDifference &a, const AuditDifference &b) { return a.change < b.change; });
    return diff;
}

qsizetype countOf(const AuditDiff &diff, AuditChange change)
{
    return std::count_if(diff.differences.begin(), diff.differences.end(),
                         [&](const AuditDifference &each) { return each.change == change; });
}

AuditDiff withoutSecrets(AuditDiff diff, const RedactionOptions &options)
{
    for (AuditDifference &each : diff.differences) {
        const QByteArray source = each.row.source.toUtf8();
        const QByteArray sentence = each.sentence.toUtf8();
        Secrets secrets(options, std::max(highestMark(source), highestMark(sentence)));
        each.row.source = QString::fromUtf8(secrets.url(source));
        each.sentence = QString::fromUtf8(secrets.text(sentence));
    }
    return diff;
}

} // namespace hopscope
