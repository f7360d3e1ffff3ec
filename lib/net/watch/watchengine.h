// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/shownchain.h"
#include "net/tracerequest.h"
#include "net/watch/watchlaunch.h"
#include "net/watch/watchverdict.h"

#include <QThread>

#include <memory>

namespace hopscope
{

/// What is watched, and where it is kept.
struct WatchOrder {
    TraceRequest request; ///< as for watchSetup()
    bool opensTls = false;
    QString log; ///< a file of WatchLog; the same one for all orders of an engine
};

/// How programs are pointed at the proxy.
struct WatchPointers {
    quint16 port = 0;
    QString url;
    QString lines; ///< watchLines()
};

/// A chain as a table shows it. Its trace is in the log.
struct WatchedRow {
    QDateTime time;
    QString client;  ///< "curl (4711)"; without the number where the process is not known
    QString methods; ///< "POST", "POST → GET" where it changes
    QString url;     ///< of the first request
    ShownChain chain;
    ChainVerdict verdict;
    QString hosts;      ///< all URLs, to be searched
    qint64 offset = -1; ///< in the log; -1: it could not be kept
};

/// The same with its trace.
struct WatchedChain {
    WatchedRow row;
    Trace trace;
};

/// Which program is to be started.
struct WatchedOrder {
    enum class Kind { Command, Terminal, Browser };
    Kind kind = Kind::Command;
    QString line;                        ///< of Command
    const RealClient *browser = nullptr; ///< of Browser
};

enum class WatchState { Idle, Starting, Watching, Stopping };

/// A watch on a thread of its own, with the programs that are started for it, as seen from another thread: values come
/// back by signals, many chains at once.
class WatchEngine : public QObject
{
    Q_OBJECT

public:
    explicit WatchEngine(QObject *parent = nullptr);
    /// Ends the programs and what is under way, and waits for the thread.
    ~WatchEngine() override;

    WatchState state() const { return m_state; }
    /// Begins to watch, unless it does: started() or failed() follows.
    void start(const WatchOrder &order);
    /// Asks the programs to end, ends those that do not, and closes the port: stopped() follows the last chains.
    void stop();
    /// The same without asking the programs.
    void stopNow();
    /// Starts a program, while it watches; returns its number. programBegan() and programEnded() follow, or
    /// programRefused().
    int launch(const WatchedOrder &order);
    void endProgram(int number);
    /// Empties the log: cleared() follows, and the chains that come then are other ones.
    void clear();

Q_SIGNALS:
    void started(const hopscope::WatchPointers &pointers);
    /// One sentence: it does not watch, or a chain could not be kept.
    void failed(const QString &sentence);
    void portion(const QList<hopscope::WatchedChain> &chains);
    void cleared();
    void stopped();
    /// It is being started; `note` is what will not work, one sentence, or empty.
    void programBegan(int number, const QString &name, const QString &note);
    void programWrote(int number, const QByteArray &bytes);
    /// It was not begun; one sentence.
    void programRefused(int number, const QString &why);
    /// `how` is a sentence without its period, which begins with the name.
    void programEnded(int number, bool isGood, const QString &how);

private:
    struct Worker;
    void stop(bool now);

    QThread m_thread;
    std::unique_ptr<Worker> d;
    WatchState m_state = WatchState::Idle;
    int m_programs = 0; ///< numbers given so far
};

} // namespace hopscope
