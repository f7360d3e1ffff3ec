// SPDX-License-Identifier: MIT
#include "formats/record/profileverdict.h"

#include "formats/record/judge.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxPartShown = 60;

/// "method GET", "no Authorization".
QString departure(const LedgerRow &row)
{
    const QString cut = row.after.size() > kMaxPartShown ? u"…"_s : QString();
    return row.after.isEmpty() ? u"no %1"_s.arg(row.part)
                               : u"%1 %2"_s.arg(row.part, row.after.left(kMaxPartShown) + cut);
}

QStringList departuresOf(const Redirect &redirect)
{
    QStringList departures;
    if (redirect.verdict == RedirectVerdict::Deliver && redirect.source == kRecordSource)
        departures.append(u"the redirect was not followed"_s);
    for (const LedgerRow &row : redirect.ledger) {
        if (row.source == kRecordSource)
            departures.append(departure(row));
    }
    if (departures.isEmpty() && redirect.source == kRecordSource)
        departures.append(u"the redirect was followed"_s);
    return departures;
}

} // namespace

QString profileVerdict(const Redirect &redirect, const ClientProfile &profile)
{
    if (redirect.location.isEmpty())
        return {};
    // A profile of a standard has the standard's name in the place of a number.
    const QString version = profile.version;
    const bool isNumbered = !version.isEmpty() && version[0].isDigit();
    const QString name = QString::fromUtf8(profile.title) + (isNumbered ? u' ' + version : QString());
    const QStringList departures = departuresOf(redirect);
    return departures.isEmpty() ? u"As %1 does."_s.arg(name)
                                : u"Differs from the profile %1: %2."_s.arg(name, departures.join(u"; "_s));
}

bool differsFromProfile(const Redirect &redirect)
{
    return !redirect.location.isEmpty() && !departuresOf(redirect).isEmpty();
}

} // namespace hopscope
