// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"

#include <QObject>

namespace hopscope
{

/// Carries out one request in an installed browser: without a window, with an empty profile that is removed at the end.
/// Ends the browser when it is deleted.
class BrowserDriver : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// finished() always follows, later than this call returns; a page or server that never ends is up to the caller.
    virtual void start() = 0;
    /// What was seen until now.
    virtual BrowserRun run() const = 0;

Q_SIGNALS:
    void finished();
};

} // namespace hopscope
