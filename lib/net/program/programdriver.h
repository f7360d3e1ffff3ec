// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserdriver.h"
#include "net/browser/browserprocess.h"
#include "net/program/programplan.h"
#include "net/watch/trustfiles.h"
#include "net/watch/watchproxy.h"

#include <map>
#include <set>

namespace hopscope
{

/// Runs an installed program through a recording proxy of its own, in an empty folder that is removed at the end.
class ProgramDriver : public BrowserDriver
{
    Q_OBJECT

public:
    ProgramDriver(const RealClient &client, const QString &program, const ReadyRequest &ready, const ProgramPlan &plan,
                  QObject *parent = nullptr);
    ~ProgramDriver() override;

    void start() override;
    void giveUp() override;
    BrowserRun run() const override;

private:
    /// Empty, or why the program cannot be started.
    QString prepare();
    void take(quint64 exchange, const WatchedExchange &record);
    void programEnded();
    void tellIfOver();
    void fail(const Outcome &end);
    QString complaint();

    const RealClient &m_client;
    QString m_program;
    ReadyRequest m_ready;
    ProgramPlan m_plan;
    std::optional<TrustFiles> m_trust; ///< where https is opened
    BrowserProfile m_folder;
    std::unique_ptr<WatchProxy> m_proxy;
    BrowserProcess m_process;
    QProcess m_version;
    QString m_versionText;
    std::map<quint64, WatchedExchange> m_exchanges; ///< by number, in the order in which they began
    std::set<quint64> m_underWay;                   ///< numbers of those that have not ended
    QString m_failure;
    std::optional<Outcome> m_end;
    bool m_isOver = false; ///< the program has ended
    bool m_isTold = false;
};

} // namespace hopscope
