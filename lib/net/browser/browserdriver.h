// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"

#include <QObject>

namespace hopscope
{

/// Carries out one request in an installed client: a browser without a window, with an empty profile that is removed at
/// the end, or a program through the recording proxy. Ends it when it is deleted.
class BrowserDriver : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// finished() always follows, later than this call returns; a page or server that never ends is up to the caller.
    virtual void start() = 0;
    /// Nothing more of it is waited for: what is under way ends as far as it got.
    virtual void giveUp() {}
    /// What was seen until now.
    virtual BrowserRun run() const = 0;

Q_SIGNALS:
    void finished();
};

} // namespace hopscope
