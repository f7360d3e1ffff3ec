// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "trace/trace.h"

#include <QStringList>

#include <span>

namespace hopscope
{

/// A redirect that the same user asks for twice.
struct VisitCase {
    int status = 0;
    const char *field =
        nullptr; ///< that the redirect carries besides Location: "Cache-Control: no-store"; nullptr: none
};

/// 301, 302, 303, 307 and 308, each as the type is, with a lifetime and with no-store.
std::span<const VisitCase> visitCases();
/// The field, or that there is none: StatusText::tr(visitFieldText(visit)).
const char *visitFieldText(const VisitCase &visit);

/// Who answered the redirect's URL at the second visit.
enum class VisitAnswer {
    None,       ///< one of the visits got no response
    AskedAgain, ///< the server
    FromCache   ///< the client itself
};

/// "asked again" and the like: StatusText::tr(visitAnswerText(answer)).
const char *visitAnswerText(VisitAnswer answer);

/// What came of two visits.
struct VisitRow {
    VisitAnswer answer = VisitAnswer::None;
    QStringList first;  ///< what the server answered at the first visit: "GET /301", "GET /echo"
    QStringList second; ///< likewise at the second
    QString reason;     ///< why the server was asked again, or was not
    QString source;

    bool operator==(const VisitRow &) const = default;
};

/// Whether the first visit got as far as a response, so that a second one tells something.
bool wasAnswered(const Trace &trace);

/// Compares a visit with the one before it, which left its memory to it. `second` without hops was not begun.
VisitRow visitRow(const ClientProfile &profile, const Trace &first, const Trace &second);

} // namespace hopscope
