// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

class QSettings;

namespace hopscope
{

inline constexpr int kDefaultHistoryLimit = 2000;
inline constexpr int kMaxHistoryLimit = 100'000;

/// What every new request begins with, and how the history is kept. A default Preferences goes with a default
/// TraceRequest.
struct Preferences {
    QString client = QStringLiteral("browser");
    int maxHops = -1; ///< -1: the client's own limit
    int timeoutMs = kDefaultTraceTimeoutMs;
    qint64 bodyLimit = kDefaultBodyLimit;
    QUrl proxy; ///< as in TraceRequest
    bool insecure = false;
    QString caFile;
    bool http2 = false;
    Headers headers; ///< sent with every request that does not have a field of that name
    int historyLimit = kDefaultHistoryLimit;
    bool secretsInHistory = false; ///< else passwords and cookies are replaced by marks
    QStringList secretNames;       ///< of fields and parameters that are secret besides the usual ones
    QStringList stack;             ///< ids of the clients that matter to the user (redirect/client/clientstack.h)

    bool operator==(const Preferences &) const = default;
};

/// What is out of range or not understood is left as the default.
Preferences readPreferences(const QSettings &settings);
void writePreferences(QSettings &settings, const Preferences &preferences);

/// `request`, where all that is still as `from` says becomes as `to` says. What the user chose for it stays.
TraceRequest withPreferences(TraceRequest request, const Preferences &to, const Preferences &from = {});

} // namespace hopscope
