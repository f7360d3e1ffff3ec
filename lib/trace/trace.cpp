// SPDX-License-Identifier: MIT
#include "trace/trace.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

template <typename T>
struct Named {
    T value;
    QLatin1StringView id;
};

constexpr Named<HopKind> hopKinds[] = {{HopKind::Http, "http"_L1},
                                       {HopKind::Hsts, "hsts"_L1},
                                       {HopKind::Cache, "cache"_L1},
                                       {HopKind::Refresh, "refresh"_L1},
                                       {HopKind::MetaRefresh, "meta-refresh"_L1},
                                       {HopKind::Preflight, "preflight"_L1}};

constexpr Named<PartVerdict> partVerdicts[] = {{PartVerdict::Kept, "kept"_L1},
                                               {PartVerdict::Changed, "changed"_L1},
                                               {PartVerdict::Dropped, "dropped"_L1},
                                               {PartVerdict::Added, "added"_L1}};

constexpr Named<OutcomeKind> outcomeKinds[] = {{OutcomeKind::Final, "final"_L1},
                                               {OutcomeKind::NotFollowed, "not-followed"_L1},
                                               {OutcomeKind::Loop, "loop"_L1},
                                               {OutcomeKind::TooManyRedirects, "too-many-redirects"_L1},
                                               {OutcomeKind::MissingLocation, "missing-location"_L1},
                                               {OutcomeKind::InvalidLocation, "invalid-location"_L1},
                                               {OutcomeKind::UnsupportedScheme, "unsupported-scheme"_L1},
                                               {OutcomeKind::NetworkError, "network-error"_L1},
                                               {OutcomeKind::TlsError, "tls-error"_L1},
                                               {OutcomeKind::Timeout, "timeout"_L1},
                                               {OutcomeKind::Limit, "limit"_L1},
                                               {OutcomeKind::Canceled, "canceled"_L1}};

constexpr Named<RedirectVerdict> redirectVerdicts[] = {{RedirectVerdict::Follow, "follow"_L1},
                                                       {RedirectVerdict::Deliver, "deliver"_L1},
                                                       {RedirectVerdict::Refuse, "refuse"_L1}};

constexpr Named<Severity> severities[] = {
    {Severity::Note, "note"_L1}, {Severity::Warning, "warning"_L1}, {Severity::Error, "error"_L1}};

template <typename T, size_t N>
QLatin1StringView idIn(const Named<T> (&table)[N], T value)
{
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](const auto &row) { return row.value == value; });
    Q_ASSERT(found != std::end(table));
    return found->id;
}

template <typename T, size_t N>
QStringList idsIn(const Named<T> (&table)[N])
{
    QStringList ids;
    for (const Named<T> &row : table)
        ids.append(row.id);
    return ids;
}

template <typename T, size_t N>
std::optional<T> valueIn(const Named<T> (&table)[N], QStringView id)
{
    const auto found = std::find_if(std::begin(table), std::end(table), [&](const auto &row) { return id == row.id; });
    return found == std::end(table) ? std::nullopt : std::optional(found->value);
}

} // namespace

QLatin1StringView idOf(HopKind kind)
{
    return idIn(hopKinds, kind);
}

QLatin1StringView idOf(PartVerdict verdict)
{
    return idIn(partVerdicts, verdict);
}

QLatin1StringView idOf(OutcomeKind kind)
{
    return idIn(outcomeKinds, kind);
}

QLatin1StringView idOf(RedirectVerdict verdict)
{
    return idIn(redirectVerdicts, verdict);
}

QLatin1StringView idOf(Severity severity)
{
    return idIn(severities, severity);
}

std::optional<HopKind> hopKind(QStringView id)
{
    return valueIn(hopKinds, id);
}

std::optional<PartVerdict> partVerdict(QStringView id)
{
    return valueIn(partVerdicts, id);
}

std::optional<OutcomeKind> outcomeKind(QStringView id)
{
    return valueIn(outcomeKinds, id);
}

std::optional<RedirectVerdict> redirectVerdict(QStringView id)
{
    return valueIn(redirectVerdicts, id);
}

std::optional<Severity> severity(QStringView id)
{
    return valueIn(severities, id);
}

qsizetype ledTo(const QList<Hop> &hops, qsizetype i)
{
    qsizetype next = i + 1;
    while (hops[i].kind != HopKind::Preflight && next < hops.size() && hops[next].kind == HopKind::Preflight)
        ++next;
    return next < hops.size() ? next : -1;
}

bool isCanceled(const Hop &hop)
{
    return hop.error == kCanceledError;
}

const char *noResponseWord(const Hop &hop)
{
    return hop.error.isEmpty() ? "no response" : isCanceled(hop) ? "canceled" : "failed";
}

bool isTlsAccepted(const Hop &hop)
{
    return !hop.connection.tls || !hop.connection.tls->errors.contains(hop.error);
}

bool isUnverified(const Hop &hop)
{
    return hop.connection.tls && !hop.connection.tls->errors.isEmpty() && isTlsAccepted(hop);
}

QStringList hopKindIds()
{
    return idsIn(hopKinds);
}

QStringList partVerdictIds()
{
    return idsIn(partVerdicts);
}

QStringList outcomeKindIds()
{
    return idsIn(outcomeKinds);
}

QStringList redirectVerdictIds()
{
    return idsIn(redirectVerdicts);
}

QStringList severityIds()
{
    return idsIn(severities);
}

} // namespace hopscope
