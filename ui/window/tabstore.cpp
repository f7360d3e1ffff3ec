// SPDX-License-Identifier: MIT
#include "ui/window/tabstore.h"

#include "net/requestfile.h"
#include "text/wholefile.h"
#include "trace/tracejson.h"

#include <QDir>
#include <QJsonArray>
#include <QLockFile>
#include <QPointer>
#include <QSet>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kTabsFormat = "hopscope-tabs"_L1;
constexpr int kTabsVersion = 1;
constexpr auto kTabsFile = "tabs.json"_L1;
constexpr auto kLockFile = "lock"_L1;
constexpr auto kTabTraceEnd = ".trace.json"_L1;
constexpr qint64 kMaxTabsBytes = 256 * 1024 * 1024;
constexpr qint64 kMaxTabTraceBytes = 64 * 1024 * 1024;

QJsonObject tabToJson(const StoredTab &tab)
{
    QJsonObject object{{u"request"_s, storedToJson(tab.request)}};
    if (!tab.trace.isEmpty())
        object.insert(u"trace"_s, tab.trace);
    return object;
}

StoredTab tabFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    StoredTab tab{storedFromJson(in.object("request"_L1)), in.optionalText("trace"_L1)};
    if (tab.trace.contains(u'/'))
        in.fail("trace"_L1, u"is not the name of a file"_s);
    in.finish();
    return tab;
}

StoredTabs tabsFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    in.format(kTabsFormat, "version"_L1, kTabsVersion);
    StoredTabs tabs;
    tabs.tabs = in.list<StoredTab>("tabs"_L1, tabFromJson);
    tabs.current = int(in.integer("current"_L1, 0, std::max<qint64>(0, tabs.tabs.size() - 1)));
    in.finish();
    return tabs;
}

} // namespace

QString tabsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/tabs"_s;
}

TabStore::TabStore(const QString &folder, QObject *parent) : QObject(parent), m_folder(folder), m_worker(u"tabs"_s)
{
    m_worker.post([this] {
        QDir().mkpath(m_folder);
        auto lock = std::make_unique<QLockFile>(file(kLockFile));
        // Only a lock whose program has ended is stale, however old it is.
        lock->setStaleLockTime(0);
        if (lock->tryLock(0))
            m_lock = std::move(lock);
    });
}

TabStore::~TabStore() = default;

void TabStore::answer(const std::function<void()> &job)
{
    QMetaObject::invokeMethod(this, job, Qt::QueuedConnection);
}

void TabStore::report(const QString &error)
{
    answer([this, error] { Q_EMIT failed(error); });
}

QString TabStore::file(const QString &name) const
{
    return m_folder + u'/' + name;
}

void TabStore::load(QObject *receiver, const std::function<void(const StoredTabs &)> &done)
{
    m_worker.post([this, waiting = QPointer<QObject>(receiver), done] {
        const StoredTabs tabs = m_lock ? read() : StoredTabs();
        answer([waiting, done, tabs] {
            if (waiting)
                done(tabs);
        });
    });
}

StoredTabs TabStore::read()
{
    QFile source(file(kTabsFile));
    if (!source.exists())
        return {};
    if (!source.open(QIODevice::ReadOnly)) {
        report(tr("The open tabs cannot be read: %1").arg(source.errorString()));
        return {};
    }
    const Result<StoredTabs> tabs = readJsonFile<StoredTabs>(source.read(kMaxTabsBytes), tabsFromJson);
    if (tabs)
        return *tabs;
    // What is written next must not take the place of what may be mended by hand.
    source.close();
    const QString aside = source.fileName() + u".broken"_s;
    QFile::remove(aside);
    QFile::rename(source.fileName(), aside);
    report(tr("The open tabs cannot be read and are kept in %1: %2").arg(aside, tabs.error));
    return {};
}

void TabStore::readTrace(const QString &name, QObject *receiver, const std::function<void(const Result<Trace> &)> &done)
{
    m_worker.post([this, name, waiting = QPointer<QObject>(receiver), done] {
        QFile source(file(name));
        const Result<Trace> trace = source.size() > kMaxTabTraceBytes   ? Result<Trace>::failure(tr("it is too large"))
                                    : !source.open(QIODevice::ReadOnly) ? Result<Trace>::failure(source.errorString())
                                                                        : hopscope::readTrace(source.readAll());
        answer([waiting, done, trace] {
            if (waiting)
                done(trace);
        });
    });
}

QString TabStore::keepTrace(const Trace &trace, const TabSecrets &secrets)
{
    const QString name = QUuid::createUuid().toString(QUuid::Id128) + kTabTraceEnd;
    m_worker.post([this, name, trace, secrets] {
        if (!m_lock)
            return;
        WholeFile target(file(name), FileAccess::OwnerOnly);
        const Trace shown = secrets.kept ? trace : redacted(trace, secrets.redaction).trace;
        if (!target.open() || !target.write(writeTrace(shown)))
            report(tr("An open trace was not kept for the next start: %1").arg(target.errorString()));
    });
    return name;
}

void TabStore::setTabs(const QObject *window, const StoredTabs &tabs, const TabSecrets &secrets)
{
    m_secrets = secrets;
    const auto known =
        std::find_if(m_windows.begin(), m_windows.end(), [&](const Window &each) { return each.window == window; });
    if (known == m_windows.end())
        m_windows.append({window, tabs});
    else
        known->tabs = tabs;
    save();
}

void TabStore::removeWindow(const QObject *window)
{
    if (m_keepsAll || m_windows.size() <= 1)
        return;
    m_windows.removeIf([&](const Window &each) { return each.window == window; });
    save();
}

void TabStore::save()
{
    StoredTabs all;
    for (const Window &each : std::as_const(m_windows)) {
        // The window that was used last is the one whose tab comes back in front.
        all.current = int(all.tabs.size()) + each.tabs.current;
        all.tabs += each.tabs.tabs;
    }
    all.current = std::clamp(all.current, 0, std::max(0, int(all.tabs.size()) - 1));
    m_worker.post([this, all, secrets = m_secrets] {
        if (m_lock)
            write(all, secrets);
    });
}

void TabStore::write(const StoredTabs &tabs, const TabSecrets &secrets)
{
    QJsonArray list;
    for (StoredTab tab : tabs.tabs) {
        if (!secrets.kept)
            tab.request.request = withoutSecrets(tab.request.request, secrets.redaction);
        list.append(tabToJson(tab));
    }
    WholeFile target(file(kTabsFile), FileAccess::OwnerOnly);
    const QByteArray json = jsonText(
        {{u"format"_s, kTabsFormat}, {u"version"_s, kTabsVersion}, {u"current"_s, tabs.current}, {u"tabs"_s, list}});
    if (!target.open() || !target.write(json)) {
        report(tr("The open tabs were not kept for the next start: %1").arg(target.errorString()));
        return;
    }
    removeOthers(tabs);
}

void TabStore::removeOthers(const StoredTabs &tabs) const
{
    QSet<QString> used;
    for (const StoredTab &tab : tabs.tabs)
        used.insert(tab.trace);
    QDir folder(m_folder);
    const QStringList files = folder.entryList({u"*"_s + kTabTraceEnd}, QDir::Files);
    for (const QString &name : files) {
        if (!used.contains(name))
            folder.remove(name);
    }
}

} // namespace hopscope
