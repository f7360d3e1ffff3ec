// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/library.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

class QThread;

namespace hopscope
{

/// The lessons and courses of the window: what the program brings along at once, the user's folder as soon as it has
/// been read, and again whenever something in it changes.
class LessonStore : public QObject
{
    Q_OBJECT

public:
    explicit LessonStore(QObject *parent = nullptr);
    ~LessonStore() override;

    const LessonLibrary &library() const { return m_library; }
    QString folder() const { return m_folder; }

    /// A copy of the template in the folder. Its path, or why there is none.
    Result<QString> addNew();
    /// Copies a lesson or course into the folder once it has been read without a fault. Its id, or why not.
    Result<QString> addCopy(const QString &path);

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void watch();
    /// Writes a file that is not there yet; empty, or why not.
    QString writeNew(const QString &path, const QByteArray &bytes);

    QString m_folder;
    LessonLibrary m_library;
    QFileSystemWatcher m_watcher;
    QTimer m_later; ///< editors write in several steps
    QThread *m_job = nullptr;
    bool m_again = false;
};

} // namespace hopscope
