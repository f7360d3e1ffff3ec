// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchenvironment.h"
#include "net/watch/watchjoiner.h"
#include "net/watch/watchproxy.h"

namespace hopscope
{

/// Watches what programs send: a recording proxy, and the chains that their requests make.
class Watch : public QObject
{
    Q_OBJECT

public:
    Watch(const WatchOptions &options, const WatchJudge &judge, QObject *parent = nullptr);

    /// Empty, or why the port cannot be used, with what to do.
    QString start();
    /// Closes the port and reports what waits, and what is under way as far as it got.
    void stop();
    WatchAddress address() const;
    /// Looks again whether a program has ended, whose last chain has ended with it.
    void settle() { m_joiner.settle(); }

Q_SIGNALS:
    void chainEnded(const hopscope::Trace &trace, const hopscope::WatchedClient &client);
    /// Nothing is under way any more, and no redirect waits for a request.
    void becameIdle();

private:
    WatchProxy m_proxy;
    WatchJoiner m_joiner;
};

} // namespace hopscope
