// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/library.h"
#include "trace/trace.h"

#include <QPushButton>

#include <functional>

namespace hopscope
{

struct PaperKind;

/// What the papers of the page are about.
struct PaperSource {
    Lesson lesson;        ///< what is shown; without an id when none is
    QList<Trace> traces;  ///< its recorded visits, once it was revealed
    QString courseTitle;  ///< of the course that is listed; empty: none
    QList<Lesson> course; ///< its lessons
};

/// The button below the list with what can be printed: worksheet, answer sheet and handout of the lesson and of the
/// course, and the recorded trace.
class LessonPapers : public QPushButton
{
    Q_OBJECT

public:
    explicit LessonPapers(std::function<PaperSource()> source, QWidget *parent = nullptr);

    /// Writes a paper; the ending of the name says in which of paperFormats(), a PDF by default. False: statusMessage()
    /// tells why.
    bool save(const PaperKind &kind, bool ofCourse, const QString &path);
    /// Writes the recorded visits; the ending of the name is that of a format of traces.
    bool saveTraces(const QString &path);

Q_SIGNALS:
    void statusMessage(const QString &text);

private:
    void addKinds(bool ofCourse);
    void choose(const PaperKind &kind, bool ofCourse);
    void chooseTraces();
    void enableEntries();
    bool write(const QString &path, const QByteArray &bytes);

    std::function<PaperSource()> m_source;
    QList<QAction *> m_ofLesson;
    QList<QAction *> m_ofCourse;
    QAction *m_trace = nullptr;
};

} // namespace hopscope
