// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "http/url.h"
#include "redirect/cycle.h"

#include <QHash>
#include <QSet>

#include <initializer_list>
#include <optional>

namespace hopscope
{

/// The origins that a chain came through, as far as Fetch asks for them ("redirect-taint"): the first two that differ
/// tell all, so that a chain costs the same at each hop however long it is.
class OriginTrail
{
public:
    void append(const std::optional<Origin> &origin);
    /// Whether any of them is not `own`.
    bool leaves(const std::optional<Origin> &own) const;
    /// Whether the chain left an origin other than `own` for yet another one.
    bool isTainted(const std::optional<Origin> &own) const;
    /// Whether the chain went from one origin to another.
    bool crosses() const { return !m_left.isEmpty(); }

private:
    QList<std::optional<Origin>> m_visited; ///< the first two that differ
    QList<std::optional<Origin>> m_left;    ///< likewise, of those that another one came after
    std::optional<Origin> m_last;
};

/// The requests that a chain has sent before the current one. Two are equal when method, URL without its fragment, body
/// and cookies are.
class EarlierRequests
{
public:
    EarlierRequests() = default;
    EarlierRequests(std::initializer_list<Request> requests);

    void append(const Request &request);
    bool isEmpty() const { return m_keys.isEmpty(); }
    qsizetype size() const { return m_keys.size(); }
    const Request &first() const { return m_first; }
    const Request &last() const { return m_last; }
    /// The number, from 0, of the latest that is equal; -1 if there is none.
    qsizetype latestEqual(const Request &request) const;
    /// The circle that these and `last` end in.
    Cycle cycleWith(const Request &last) const;
    const OriginTrail &origins() const { return m_origins; }
    /// The origins of all of them, as serializeOrigin() writes them.
    const QSet<QByteArray> &passed() const { return m_passed; }

private:
    Cycle cycleWithKey(const QByteArray &key) const;

    Request m_first;
    Request m_last;
    QList<QByteArray> m_keys;
    Cycle m_cycle; ///< that they end in
    QHash<QByteArray, qsizetype> m_latest;
    OriginTrail m_origins;
    QSet<QByteArray> m_passed;
};

/// Equal for equal requests and for no others. RFC 9110 15.4: they get equal answers.
QByteArray requestKey(const Request &request);

} // namespace hopscope
