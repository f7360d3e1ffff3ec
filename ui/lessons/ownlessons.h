// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QPushButton>

#include <functional>

namespace hopscope
{

class LessonStore;

/// The button below the list with what can be done with lessons as files: begin one, add one, send one.
class OwnLessons : public QPushButton
{
    Q_OBJECT

public:
    /// `current` gives the lesson that is shown; one without a file when there is none.
    OwnLessons(LessonStore &store, std::function<Lesson()> current, QWidget *parent = nullptr);

    /// A copy of the template, which is then opened by the system's editor.
    void addNew();
    /// False: statusMessage() tells why.
    bool addFile(const QString &path);
    bool saveLesson(const QString &path);

Q_SIGNALS:
    void statusMessage(const QString &text);
    /// A lesson with this id will be in the list as soon as the folder has been read.
    void added(const QString &id);

private:
    void chooseFile();
    void chooseSave();
    void showFolder();

    LessonStore &m_store;
    std::function<Lesson()> m_current;
};

} // namespace hopscope
