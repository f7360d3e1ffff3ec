// SPDX-License-Identifier: MIT
#pragma once

#include "net/collection.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSet>
#include <QTimer>

class QThread;

namespace hopscope
{

/// The folder of requests that the windows show: read on a thread of its own, again whenever something in it changes.
/// What changes it returns an empty text, or one sentence that says why not.
class CollectionStore : public QObject
{
    Q_OBJECT

public:
    explicit CollectionStore(QObject *parent = nullptr);
    ~CollectionStore() override;

    const Collection &collection() const { return m_collection; }
    /// The folder was read once.
    bool isLoaded() const { return m_loaded; }
    /// Another folder, also after the next start. Values of secret variables have to be told again.
    void setFolder(const QString &folder);
    void refresh();

    /// The environment that requests are sent with; empty for none.
    QString environment() const { return m_environment; }
    void setEnvironment(const QString &name);
    Result<Variables> variables() const;
    /// Those that the environment has and that have no value yet, with the environment they are of.
    QList<std::pair<QString, QString>> missingSecrets() const;
    /// An empty value takes back what was told.
    void setSecret(const QString &environment, const QString &name, const QString &value);
    /// Every value that was told since the program started.
    QList<QByteArray> secretValues() const { return m_told.values(); }
    std::optional<QString> secret(const QString &environment, const QString &name) const
    {
        return m_secrets.read(environment, name);
    }

    const CollectionEntry *entry(const QString &path) const;
    QStringList folders() const;
    /// The path of the new file, below `folder`, which is one of the collection.
    Result<QString> create(const QString &folder, const QString &name, const SavedRequest &saved);
    /// The new path, as of the two below.
    Result<QString> makeFolder(const QString &folder, const QString &name);
    Result<QString> rename(const QString &path, const QString &name);
    Result<QString> move(const QString &path, const QString &folder);
    QString duplicate(const QString &path);
    /// A request, or a folder that has nothing but requests and folders; broken files are not removed.
    QString remove(const QString &path);
    /// What cannot be restored can be tried again.
    QString undoRemove();
    /// Writes them, and keeps the values of secret ones: one without a value is forgotten.
    QString saveVariables(const QString &environment, const QList<Variable> &variables);

Q_SIGNALS:
    void changed();

private:
    struct Removed {
        QString path;
        QByteArray bytes; ///< of a file
        bool isFolder = false;
    };

    QString fullPath(const QString &path) const { return m_collection.folder + u'/' + path; }
    /// Empty, or why nothing can be called so.
    QString whyTaken(const QString &path) const;
    Result<QString> moveTo(const QString &path, const QString &target);
    QString restore(const Removed &removed) const;
    void keepSecret(const QString &environment, const QString &name, const QString &value);
    void watch();

    Collection m_collection;
    QString m_environment;
    SecretsInMemory m_secrets;
    QSet<QByteArray> m_told;
    QFileSystemWatcher m_watcher;
    QTimer m_later; ///< many changes at once are one
    QList<Removed> m_removed;
    QThread *m_job = nullptr;
    bool m_again = false;
    bool m_loaded = false;
};

} // namespace hopscope
