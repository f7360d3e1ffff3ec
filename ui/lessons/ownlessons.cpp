// SPDX-License-Identifier: MIT
#include "ui/lessons/ownlessons.h"

#include "text/wholefile.h"
#include "ui/lessons/lessonstore.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QUrl>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

OwnLessons::OwnLessons(LessonStore &store, std::function<Lesson()> current, QWidget *parent)
    : QPushButton(tr("Own &lessons"), parent), m_store(store), m_current(std::move(current))
{
    setAccessibleName(tr("Own lessons"));
    setToolTip(tr("Lessons are files in %1; what is saved there appears in the list").arg(m_store.folder()));
    auto *files = new QMenu(this);
    files->addAction(tr("&New lesson"), this, &OwnLessons::addNew);
    files->addAction(tr("&Add a lesson or course file…"), this, &OwnLessons::chooseFile);
    QAction *save = files->addAction(tr("&Save this lesson as…"), this, &OwnLessons::chooseSave);
    files->addSeparator();
    files->addAction(tr("Open the &folder"), this, &OwnLessons::showFolder);
    connect(files, &QMenu::aboutToShow, this, [this, save] { save->setEnabled(!m_current().file.isEmpty()); });
    setMenu(files);
}

void OwnLessons::addNew()
{
    const Result<QString> path = m_store.addNew();
    if (!path) {
        Q_EMIT statusMessage(path.error);
        return;
    }
    Q_EMIT added(QFileInfo(*path).completeBaseName());
    const bool isOpen = QDesktopServices::openUrl(QUrl::fromLocalFile(*path));
    Q_EMIT statusMessage(isOpen ? tr("%1 is a copy of the template. What you save there appears here.").arg(*path)
                                : tr("%1 is a copy of the template; open it with a text editor.").arg(*path));
}

bool OwnLessons::addFile(const QString &path)
{
    const Result<QString> id = m_store.addCopy(path);
    if (id)
        Q_EMIT added(*id);
    Q_EMIT statusMessage(id ? tr("Added %1.").arg(*id) : id.error);
    return bool(id);
}

bool OwnLessons::saveLesson(const QString &path)
{
    QFile source(m_current().file);
    if (!source.open(QIODevice::ReadOnly)) {
        Q_EMIT statusMessage(tr("The lesson cannot be read: %1").arg(source.errorString()));
        return false;
    }
    WholeFile file(path);
    const bool saved = file.open() && file.write(source.readAll());
    Q_EMIT statusMessage(saved ? tr("Saved %1.").arg(path)
                               : tr("%1 was not written: %2").arg(path, file.errorString()));
    return saved;
}

void OwnLessons::chooseFile()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Add a lesson or course"), {}, tr("Lessons and courses (*.json)"));
    if (!path.isEmpty())
        addFile(path);
}

void OwnLessons::chooseSave()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save lesson"), m_current().id + u".json"_s, tr("Lesson (*.json)"));
    if (!path.isEmpty())
        saveLesson(path);
}

void OwnLessons::showFolder()
{
    QDir().mkpath(m_store.folder());
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(m_store.folder())))
        Q_EMIT statusMessage(tr("The folder is %1.").arg(m_store.folder()));
}

} // namespace hopscope
