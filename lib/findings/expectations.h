// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <optional>

namespace hopscope
{

/// What becomes of the first request's body on the way to the last request.
enum class BodyExpectation { Kept, Dropped };

/// What a user wants a chain to be like. A default one wants nothing.
struct Expectations {
    QList<QByteArray> statuses; ///< of the requests in order, preflights aside: "301", or "3xx" with x for any digit
    QByteArray finalUrl;        ///< of the last request, or where a redirect leads that was not to be followed
    std::optional<int> mostRedirects;    ///< pages that a page asks for count as well
    QByteArray method;                   ///< of the last request
    std::optional<BodyExpectation> body; ///< of the last request
    QStringList failOn; ///< ids of findings that must not be there, and severities: those, and what is worse

    bool isEmpty() const { return *this == Expectations(); }
    bool operator==(const Expectations &) const = default;
};

enum class ExpectationKind { Status, FinalUrl, Redirects, Method, Body, Finding };

/// One thing that is not as expected.
struct ExpectationFault {
    ExpectationKind kind = ExpectationKind::Status;
    int hop = -1;           ///< counts from 0, -1 is the whole trace
    QString text;           ///< one sentence, with the reason of ledger, outcome or finding behind it
    bool isUnknown = false; ///< the chain broke off (network, TLS, time) before it could be told

    bool operator==(const ExpectationFault &) const = default;
};

/// What differs in `trace`, which has its findings, in the order of the chain; empty: all is as expected. The texts
/// quote URLs, but never a user or password.
QList<ExpectationFault> expectationFaults(const Trace &trace, const Expectations &expectations);

/// "301, 200; at most 2 redirects; body kept": for a sentence.
QString expectationText(const Expectations &expectations);

// Each reads one value of Expectations. The error is one sentence that begins with `title`, the name of what is read.

/// "301,200", "3xx, 200".
Result<QList<QByteArray>> readExpectedStatuses(const QString &title, const QString &text);
/// An absolute http or https URL; as typed.
Result<QByteArray> readExpectedUrl(const QString &title, const QString &text);
Result<QByteArray> readExpectedMethod(const QString &title, const QString &text);
/// "kept", "dropped".
Result<BodyExpectation> readExpectedBody(const QString &title, const QString &text);
QLatin1StringView idOf(BodyExpectation body);
QStringList bodyExpectationIds();
/// One word of failOn: "warning", "final-error". The error names the nearest one.
Result<QString> readFailOn(const QString &title, const QString &text);

} // namespace hopscope
