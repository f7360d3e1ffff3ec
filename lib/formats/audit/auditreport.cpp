// SPDX-License-Identifier: MIT
#include "formats/audit/auditreport.h"

#include <QHash>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr AuditVerdict kVerdictOrder[] = {AuditVerdict::Fail, AuditVerdict::NotAsked, AuditVerdict::Warn,
                                          AuditVerdict::Pass};

qsizetype placeOfVerdict(AuditVerdict verdict)
{
    return std::ranges::find(kVerdictOrder, verdict) - std::begin(kVerdictOrder);
}

} // namespace

QList<AuditGroup> groupsOf(const QList<AuditResult> &results)
{
    QList<AuditGroup> groups;
    QHash<std::pair<int, QString>, qsizetype> places;
    for (qsizetype i = 0; i < results.size(); ++i) {
        const AuditJudgement &judgement = results[i].judgement;
        const std::pair key(int(judgement.verdict), judgement.cause);
        auto place = places.constFind(key);
        if (place == places.constEnd()) {
            place = places.insert(key, groups.size());
            groups.append({judgement.verdict, judgement.cause, {}});
        }
        groups[*place].results.append(i);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const AuditGroup &a, const AuditGroup &b) {
        return isShownBefore(a.verdict, a.results.size(), b.verdict, b.results.size());
    });
    return groups;
}

bool isShownBefore(AuditVerdict verdict, qsizetype size, AuditVerdict other, qsizetype otherSize)
{
    const qsizetype first = placeOfVerdict(verdict);
    const qsizetype second = placeOfVerdict(other);
    return first != second ? first < second : size > otherSize;
}

qsizetype countOf(const QList<AuditResult> &results, AuditVerdict verdict)
{
    return std::count_if(results.begin(), results.end(),
                         [&](const AuditResult &result) { return result.judgement.verdict == verdict; });
}

AuditComparison compared(const QList<AuditResult> &results, const AuditBaseline &before)
{
    AuditComparison comparison;
    for (qsizetype i = 0; i < results.size(); ++i) {
        const AuditJudgement &now = results[i].judgement;
        const auto earlier = before.constFind(results[i].id);
        const bool hadFailed = earlier != before.constEnd() && earlier->verdict == AuditVerdict::Fail;
        if (now.verdict == AuditVerdict::Fail) {
            (hadFailed ? comparison.known : comparison.broken).append(i);
            if (hadFailed && earlier->cause != now.cause)
                comparison.changed.append(i);
        } else if (hadFailed && now.verdict != AuditVerdict::NotAsked) {
            comparison.fixed.append(i);
        }
    }
    return comparison;
}

QString comparisonText(const AuditComparison &comparison)
{
    const QString other =
        comparison.changed.isEmpty() ? QString() : u" (%1 for another cause)"_s.arg(comparison.changed.size());
    return u"Compared with the earlier audit: fixed %1, broken %2, failed before, too, %3%4."_s.arg(
        QString::number(comparison.fixed.size()), QString::number(comparison.broken.size()),
        QString::number(comparison.known.size()), other);
}

QString countsText(const QList<AuditResult> &results)
{
    QStringList parts;
    for (const AuditVerdict verdict :
         {AuditVerdict::Pass, AuditVerdict::Warn, AuditVerdict::Fail, AuditVerdict::NotAsked})
        parts.append(u"%1 %2"_s.arg(QString::number(countOf(results, verdict)), verdictWord(verdict)));
    const QString urls = results.size() == 1 ? u"1 URL"_s : u"%1 URLs"_s.arg(results.size());
    return urls + u": "_s + parts.join(u", "_s);
}

AuditJudgement withMapChain(AuditJudgement judgement, const QString &sentence)
{
    if (judgement.verdict == AuditVerdict::Pass)
        return {AuditVerdict::Warn, u"the target is a source of the list, too"_s, sentence + u'.'};
    judgement.reason += u" In the list, "_s + sentence + u'.';
    return judgement;
}

QString rowText(const AuditResult &result)
{
    const QString place = placeText(result.place);
    return result.variant.isEmpty() ? place : u"%1 (%2)"_s.arg(place, result.variant);
}

} // namespace hopscope
