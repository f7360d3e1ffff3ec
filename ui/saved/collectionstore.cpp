// SPDX-License-Identifier: MIT
#include "ui/saved/collectionstore.h"

#include "text/boundedread.h"
#include "text/wholefile.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QThread>

#include <algorithm>
#include <memory>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kFolderKey = "requests/folder"_L1;
constexpr auto kEnvironmentKey = "requests/environment"_L1;
constexpr int kChangesMs = 100;
constexpr qsizetype kMaxWatched = 2000; ///< systems have a limit of their own

/// What a job found in the folder.
struct FolderState {
    Collection collection;
    bool isSame = false; ///< as what was shown when the job began
};

/// Reads one file of variables again.
void takeFile(Collection &collection, const QString &environment)
{
    const CollectionEnvironment read = readEnvironmentFile(environmentPath(collection.folder, environment));
    if (environment.isEmpty()) {
        collection.variables = read.variables;
        collection.variablesError = read.error;
        return;
    }
    QList<CollectionEnvironment> &all = collection.environments;
    const auto place = std::ranges::lower_bound(all, read.name, {}, &CollectionEnvironment::name);
    if (place != all.end() && place->name == read.name)
        *place = read;
    else
        all.insert(place, read);
}

} // namespace

CollectionStore::CollectionStore(QObject *parent) : QObject(parent)
{
    const QSettings settings;
    // Variables are needed at once; they are few, and requests may be many.
    m_collection = readVariables(settings.value(kFolderKey, requestsFolder()).toString());
    m_environment = settings.value(kEnvironmentKey).toString();
    m_later.setSingleShot(true);
    m_later.setInterval(kChangesMs);
    connect(&m_later, &QTimer::timeout, this, &CollectionStore::refresh);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_later, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_later, qOverload<>(&QTimer::start));
    refresh();
}

CollectionStore::~CollectionStore()
{
    if (!m_job)
        return;
    m_job->wait();
    delete m_job;
}

void CollectionStore::setFolder(const QString &folder)
{
    QSettings().setValue(kFolderKey, folder);
    m_collection = readVariables(folder);
    // Those of one folder are no business of the hosts that another one names; they stay secret, see secretValues().
    m_secrets.clear();
    m_removed.clear();
    m_loaded = false;
    setEnvironment({});
    refresh();
}

void CollectionStore::refresh()
{
    if (m_job) {
        m_again = true;
        return;
    }
    const auto read = std::make_shared<FolderState>();
    m_job = QThread::create([read, before = m_collection] {
        read->collection = readCollection(before.folder);
        read->isSame = read->collection == before;
    });
    connect(m_job, &QThread::finished, this, [this, read] {
        std::exchange(m_job, nullptr)->deleteLater();
        if (read->collection.folder == m_collection.folder) {
            const bool isNew = !std::exchange(m_loaded, true) || !read->isSame;
            if (isNew)
                m_collection = read->collection;
            watch();
            if (isNew)
                Q_EMIT changed();
        }
        if (std::exchange(m_again, false))
            refresh();
    });
    m_job->start();
}

void CollectionStore::watch()
{
    QStringList paths{m_collection.folder};
    // What requests are sent with comes before what is beyond the limit.
    if (QFileInfo::exists(environmentPath(m_collection.folder, {})))
        paths.append(environmentPath(m_collection.folder, {}));
    for (const CollectionEnvironment &each : std::as_const(m_collection.environments))
        paths.append(environmentPath(m_collection.folder, each.name));
    if (!m_collection.environments.isEmpty())
        paths.append(QFileInfo(paths.constLast()).path());
    for (const CollectionEntry &entry : std::as_const(m_collection.entries))
        paths.append(fullPath(entry.path));
    if (!QFileInfo::exists(m_collection.folder))
        paths.clear();
    QSet<QString> wanted(paths.constBegin(), paths.constBegin() + std::min(paths.size(), kMaxWatched));
    QStringList gone;
    for (const QString &path : m_watcher.files() + m_watcher.directories()) {
        if (!wanted.remove(path))
            gone.append(path);
    }
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted.values());
}

void CollectionStore::setEnvironment(const QString &name)
{
    m_environment = name;
    QSettings().setValue(kEnvironmentKey, name);
    Q_EMIT changed();
}

Result<Variables> CollectionStore::variables() const
{
    return variablesOf(m_collection, m_environment, m_secrets);
}

QList<std::pair<QString, QString>> CollectionStore::missingSecrets() const
{
    QList<std::pair<QString, QString>> missing;
    const auto add = [&](const QString &environment, const QList<Variable> &variables) {
        for (const Variable &each : variables) {
            if (each.isSecret && m_secrets.read(environment, each.name).value_or(QString()).isEmpty())
                missing.append({environment, each.name});
        }
    };
    add({}, m_collection.variables);
    if (const CollectionEnvironment *used = findEnvironment(m_collection, m_environment))
        add(used->name, used->variables);
    return missing;
}

void CollectionStore::setSecret(const QString &environment, const QString &name, const QString &value)
{
    keepSecret(environment, name, value);
    Q_EMIT changed();
}

void CollectionStore::keepSecret(const QString &environment, const QString &name, const QString &value)
{
    m_secrets.write(environment, name, value);
    if (!value.isEmpty())
        m_told.insert(value.toUtf8());
}

const CollectionEntry *CollectionStore::entry(const QString &path) const
{
    const auto found = std::find_if(m_collection.entries.begin(), m_collection.entries.end(),
                                    [&](const CollectionEntry &each) { return each.path == path; });
    return found == m_collection.entries.end() ? nullptr : &*found;
}

QStringList CollectionStore::folders() const
{
    QStringList folders;
    for (const CollectionEntry &each : m_collection.entries) {
        if (each.isFolder)
            folders.append(each.path);
    }
    return folders;
}

Result<QString> CollectionStore::create(const QString &folder, const QString &name, const SavedRequest &saved)
{
    const QString path = unusedRequestPath(folder.isEmpty() ? m_collection.folder : fullPath(folder), name);
    const QString error = saveRequest(path, saved);
    refresh();
    return error.isEmpty() ? Result<QString>(path.sliced(m_collection.folder.size() + 1))
                           : Result<QString>::failure(error);
}

QString CollectionStore::whyTaken(const QString &path) const
{
    if (path == "environments"_L1)
        return tr("The folder \"environments\" holds the environments: choose another name.");
    return QFileInfo::exists(fullPath(path)) ? tr("There is a \"%1\" already: choose another name.").arg(path)
                                             : QString();
}

Result<QString> CollectionStore::makeFolder(const QString &folder, const QString &name)
{
    const QString path = childPath(folder, fileNameOf(name));
    if (const QString taken = whyTaken(path); !taken.isEmpty())
        return Result<QString>::failure(taken);
    if (!QDir().mkpath(fullPath(path)))
        return Result<QString>::failure(tr("The folder %1 cannot be made: check its permissions.").arg(fullPath(path)));
    refresh();
    return path;
}

Result<QString> CollectionStore::moveTo(const QString &path, const QString &target)
{
    if (path == target)
        return path;
    if (const QString taken = whyTaken(target); !taken.isEmpty())
        return Result<QString>::failure(taken);
    if (!QFile::rename(fullPath(path), fullPath(target)))
        return Result<QString>::failure(tr("%1 cannot be moved to %2: check the permissions of the folders.")
                                            .arg(fullPath(path), fullPath(target)));
    refresh();
    return target;
}

Result<QString> CollectionStore::rename(const QString &path, const QString &name)
{
    const CollectionEntry *found = entry(path);
    if (!found || name.trimmed().isEmpty())
        return path;
    return moveTo(path, childPath(parentPath(path), found->isFolder ? fileNameOf(name) : requestFileName(name)));
}

QString CollectionStore::duplicate(const QString &path)
{
    const CollectionEntry *found = entry(path);
    if (!found || found->isFolder || !found->error.isEmpty())
        return {};
    return create(parentPath(path), found->name, found->saved).error;
}

Result<QString> CollectionStore::move(const QString &path, const QString &folder)
{
    if (folder == path || folder.startsWith(path + u'/'))
        return Result<QString>::failure(tr("A folder cannot be moved into itself."));
    return moveTo(path, childPath(folder, path.section(u'/', -1)));
}

QString CollectionStore::remove(const QString &path)
{
    const CollectionEntry *found = entry(path);
    if (!found)
        return {};
    QList<Removed> removed;
    for (const CollectionEntry &each : std::as_const(m_collection.entries)) {
        if (each.path != path && !each.path.startsWith(path + u'/'))
            continue;
        const Result<QByteArray> bytes =
            each.isFolder ? Result<QByteArray>(QByteArray()) : readFile(fullPath(each.path), kMaxRequestFileBytes);
        if (!each.error.isEmpty() || !bytes)
            return tr("\"%1\" cannot be read and is not deleted here: look at it in %2")
                .arg(each.path, m_collection.folder);
        removed.append({each.path, *bytes, each.isFolder});
    }
    if (found->isFolder) {
        const QStringList files =
            QDir(fullPath(path)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        const auto isOurs = [&](const QString &name) { return entry(path + u'/' + name) != nullptr; };
        if (!std::all_of(files.begin(), files.end(), isOurs))
            return tr("\"%1\" has other files besides requests: delete it in your file manager.").arg(path);
    }
    // What is inside goes first.
    for (qsizetype i = removed.size() - 1; i >= 0; --i) {
        const QString full = fullPath(removed.at(i).path);
        if (!(removed.at(i).isFolder ? QDir().rmdir(full) : QFile::remove(full))) {
            // When all are still there, those that were deleted before can still come back.
            if (i + 1 < removed.size())
                m_removed = removed.sliced(i + 1);
            refresh();
            return tr("%1 cannot be deleted: check its permissions.").arg(full);
        }
    }
    m_removed = removed;
    refresh();
    return {};
}

QString CollectionStore::restore(const Removed &removed) const
{
    const QString path = fullPath(removed.path);
    const QString folder = removed.isFolder ? path : QFileInfo(path).path();
    if (!QDir().mkpath(folder))
        return tr("The folder %1 cannot be made: check its permissions.").arg(folder);
    if (removed.isFolder)
        return {};
    if (QFileInfo::exists(path))
        return tr("%1 cannot be restored: there is already a file of that name. Rename it, and undo again.").arg(path);
    WholeFile file(path);
    if (!file.open() || !file.write(removed.bytes))
        return tr("%1 cannot be restored: %2").arg(path, file.errorString());
    return {};
}

QString CollectionStore::undoRemove()
{
    if (m_removed.isEmpty())
        return tr("There is nothing to undo.");
    QString error;
    while (!m_removed.isEmpty() && error.isEmpty()) {
        error = restore(m_removed.constFirst());
        if (error.isEmpty())
            m_removed.removeFirst();
    }
    refresh();
    return error;
}

QString CollectionStore::saveVariables(const QString &environment, const QList<Variable> &variables)
{
    const QString error = saveEnvironment(m_collection.folder, environment, variables);
    if (error.isEmpty()) {
        for (const Variable &each : variables) {
            if (each.isSecret)
                keepSecret(environment, each.name, each.value);
        }
        takeFile(m_collection, environment);
        Q_EMIT changed();
    }
    refresh();
    return error;
}

} // namespace hopscope
