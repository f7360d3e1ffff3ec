// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "http/result.h"
#include "trace/trace.h"
#include "ui/files/worker.h"
#include "ui/history/storedrequest.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>

class QLockFile;

namespace hopscope
{

struct StoredTab {
    StoredRequest request;
    QString trace; ///< the name under which the store has it, empty if there is none

    bool operator==(const StoredTab &) const = default;
};

/// The open tabs of a window, from left to right.
struct StoredTabs {
    QList<StoredTab> tabs;
    int current = 0;

    bool operator==(const StoredTabs &) const = default;
};

/// What is secret in what is stored.
struct TabSecrets {
    bool kept = false; ///< else they are replaced by placeholders
    RedactionOptions redaction;
};

/// The open tabs of all windows, for the next start. Files are read and written on a thread of its own, in the order of
/// the calls; the destructor waits until all is written. A second program that uses the folder keeps nothing.
class TabStore : public QObject
{
    Q_OBJECT

public:
    explicit TabStore(const QString &folder, QObject *parent = nullptr);
    ~TabStore() override;

    /// The tabs of the last run; `done` is called on this thread unless `receiver` is gone by then.
    void load(QObject *receiver, const std::function<void(const StoredTabs &)> &done);
    void readTrace(const QString &name, QObject *receiver, const std::function<void(const Result<Trace> &)> &done);
    /// Writes it; the name for StoredTab::trace. It goes when no tab of setTabs() has it any more.
    QString keepTrace(const Trace &trace, const TabSecrets &secrets);
    /// What is open in `window` now.
    void setTabs(const QObject *window, const StoredTabs &tabs, const TabSecrets &secrets);
    /// The window is closed, and its tabs with it, unless it is the last one or all are.
    void removeWindow(const QObject *window);
    /// The program ends: what is open in any window comes back.
    void keepAll() { m_keepsAll = true; }

Q_SIGNALS:
    /// One sentence: tabs were not read or written.
    void failed(const QString &reason);

private:
    void answer(const std::function<void()> &job);
    void save();
    // On the other thread.
    QString file(const QString &name) const;
    StoredTabs read();
    void write(const StoredTabs &tabs, const TabSecrets &secrets);
    void removeOthers(const StoredTabs &tabs) const;
    void report(const QString &error);

    struct Window {
        const QObject *window;
        StoredTabs tabs;
    };

    QString m_folder;
    QList<Window> m_windows;
    TabSecrets m_secrets;
    bool m_keepsAll = false;
    std::unique_ptr<QLockFile> m_lock; ///< of the other thread; none: another program has the folder
    Worker m_worker;
};

/// Where the tabs of a user are.
QString tabsFolder();

} // namespace hopscope
