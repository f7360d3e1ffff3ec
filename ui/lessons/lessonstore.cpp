// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonstore.h"

#include "lessons/lessons.h"
#include "text/wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <memory>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLessonChangesMs = 100;

/// The folder, or the nearest one above it that exists: it may be made later.
QString existingFolder(const QString &folder)
{
    QString path = QDir::cleanPath(folder);
    while (!QFileInfo(path).isDir()) {
        const QString above = QFileInfo(path).path();
        if (above == path)
            break;
        path = above;
    }
    return path;
}

} // namespace

LessonStore::LessonStore(QObject *parent) : QObject(parent), m_folder(lessonsFolder()), m_library(builtInLibrary())
{
    m_later.setSingleShot(true);
    m_later.setInterval(kLessonChangesMs);
    connect(&m_later, &QTimer::timeout, this, &LessonStore::refresh);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_later, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_later, qOverload<>(&QTimer::start));
    refresh();
}

LessonStore::~LessonStore()
{
    if (!m_job)
        return;
    m_job->wait();
    delete m_job;
}

void LessonStore::refresh()
{
    if (m_job) {
        m_again = true;
        return;
    }
    // Before it is read: what changes meanwhile is read again.
    watch();
    const auto read = std::make_shared<LessonLibrary>();
    m_job = QThread::create([read, folder = m_folder] { *read = readLibrary(folder); });
    connect(m_job, &QThread::finished, this, [this, read] {
        std::exchange(m_job, nullptr)->deleteLater();
        if (*read != m_library) {
            m_library = *read;
            Q_EMIT changed();
        }
        if (std::exchange(m_again, false))
            refresh();
    });
    m_job->start();
}

/// The folder, and its files: a file that is written in place does not change its folder.
void LessonStore::watch()
{
    QStringList wanted{existingFolder(m_folder)};
    if (QFileInfo(m_folder).isDir()) {
        const QFileInfoList files = QDir(m_folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
        for (const QFileInfo &file : files.first(std::min(files.size(), kMaxLessonFiles)))
            wanted.append(file.filePath());
    }
    QStringList gone;
    for (const QString &path : m_watcher.files() + m_watcher.directories()) {
        if (wanted.removeAll(path) == 0)
            gone.append(path);
    }
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

QString LessonStore::writeNew(const QString &path, const QByteArray &bytes)
{
    if (QFile::exists(path))
        return tr("%1 is there already; rename one of the two files.").arg(path);
    if (!QDir().mkpath(m_folder))
        return tr("The folder %1 cannot be made.").arg(m_folder);
    WholeFile file(path);
    if (!file.open() || !file.write(bytes))
        return tr("%1 was not written: %2").arg(path, file.errorString());
    refresh();
    return {};
}

Result<QString> LessonStore::addNew()
{
    const QString id = freeLessonId(m_library, m_folder);
    const QString path = QDir(m_folder).filePath(id + u".json"_s);
    const QString fault = writeNew(path, lessonTemplate(id));
    return fault.isEmpty() ? Result<QString>(path) : Result<QString>::failure(fault);
}

Result<QString> LessonStore::addCopy(const QString &path)
{
    using Copied = Result<QString>;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Copied::failure(tr("%1 cannot be read: %2").arg(path, file.errorString()));
    const QByteArray json = file.read(kMaxScenarioBytes + 1);
    QString id;
    QString fault;
    if (isCourse(json)) {
        const Result<Course> course = readCourse(json);
        id = course ? course->id : QString();
        fault = course.error;
    } else {
        const Result<Lesson> lesson = readLesson(json);
        id = lesson ? lesson->id : QString();
        fault = lesson.error;
    }
    if (!fault.isEmpty())
        return Copied::failure(u"%1, %2"_s.arg(path, fault));
    if (m_library.lesson(id) || m_library.course(id))
        return Copied::failure(
            tr("There is a lesson or course with the id \"%1\" already; change it in the file.").arg(id));
    fault = writeNew(QDir(m_folder).filePath(id + u".json"_s), json);
    return fault.isEmpty() ? Copied(id) : Copied::failure(fault);
}

} // namespace hopscope
