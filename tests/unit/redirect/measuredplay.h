// SPDX-License-Identifier: MIT
#pragma once

#include "http/site.h"
#include "measuredworld.h"

namespace hopscope::test
{

/// What the engine does in a case.
struct Predicted {
    QList<QStringList> seen; ///< for each step the requests that reach a server, as requestLine() has them
    QString notModelled;     ///< why the case cannot be played; empty: it was
};

/// Plays the steps of `measured` as `client` does, which begins with an empty memory at `now`. `client` is a profile's
/// id; of a browser both profiles take part, as its pages and its scripts.
Predicted play(const MeasuredCase &measured, const QString &client, const QDateTime &now,
               const PublicSuffix &isPublicSuffix);

} // namespace hopscope::test
