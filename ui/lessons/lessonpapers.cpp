// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonpapers.h"

#include "lessons/lessontext.h"
#include "paint/lessonpaper.h"
#include "paint/paintedformats.h"
#include "text/wholefile.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool holds(const Format &format, qsizetype traces)
{
    return traces == 1 || format.writeAll || format.stream;
}

} // namespace

LessonPapers::LessonPapers(std::function<PaperSource()> source, QWidget *parent)
    : QPushButton(tr("&Papers"), parent), m_source(std::move(source))
{
    setAccessibleName(tr("Papers"));
    setToolTip(tr("Worksheet, answer sheet and handout to print, and the recorded trace"));
    auto *papers = new QMenu(this);
    setMenu(papers);
    addKinds(false);
    m_trace = papers->addAction(tr("Recorded &trace of this lesson…"), this, &LessonPapers::chooseTraces);
    papers->addSeparator();
    addKinds(true);
    connect(papers, &QMenu::aboutToShow, this, &LessonPapers::enableEntries);
}

void LessonPapers::addKinds(bool ofCourse)
{
    for (const PaperKind &kind : paperKinds()) {
        const QString text = ofCourse ? tr("%1 of the course…") : tr("%1 of this lesson…");
        QAction *action =
            menu()->addAction(text.arg(titleOf(kind)), this, [this, &kind, ofCourse] { choose(kind, ofCourse); });
        action->setToolTip(aboutText(kind));
        (ofCourse ? m_ofCourse : m_ofLesson).append(action);
    }
    menu()->setToolTipsVisible(true);
}

void LessonPapers::enableEntries()
{
    const PaperSource source = m_source();
    for (QAction *action : std::as_const(m_ofLesson))
        action->setEnabled(!source.lesson.id.isEmpty());
    for (QAction *action : std::as_const(m_ofCourse))
        action->setEnabled(!source.course.isEmpty());
    m_trace->setEnabled(!source.traces.isEmpty());
    m_trace->setToolTip(source.traces.isEmpty() ? tr("There after Reveal") : QString());
}

bool LessonPapers::write(const QString &path, const QByteArray &bytes)
{
    WholeFile file(path);
    const bool saved = file.open() && file.write(bytes);
    Q_EMIT statusMessage(saved ? tr("Saved %1.").arg(path)
                               : tr("%1 was not written: %2").arg(path, file.errorString()));
    return saved;
}

bool LessonPapers::save(const PaperKind &kind, bool ofCourse, const QString &path)
{
    const PaperSource source = m_source();
    const PaperFormat *named = findPaperFormat(QFileInfo(path).suffix().toLower());
    const PaperFormat &format = named ? *named : paperFormats().front();
    return write(path, ofCourse ? format.write(kind, source.courseTitle, source.course)
                                : format.write(kind, translated(source.lesson).title, {source.lesson}));
}

bool LessonPapers::saveTraces(const QString &path)
{
    const QList<Trace> traces = m_source().traces;
    const QList<const Format *> all = allFormats();
    const QString ending = QFileInfo(path).suffix().toLower();
    const auto named = std::ranges::find_if(all, [&](const Format *format) { return ending == format->extension; });
    const Format &format = named == all.end() ? *findAnyFormat(u"html") : **named;
    if (!holds(format, traces.size())) {
        Q_EMIT statusMessage(tr("A file *.%1 holds one trace, and the lesson has %2; choose another kind of file.")
                                 .arg(format.extension)
                                 .arg(traces.size()));
        return false;
    }
    QByteArray bytes;
    writeTraces(format, traces, [&](const QByteArray &piece) {
        bytes += piece;
        return true;
    });
    return write(path, bytes);
}

void LessonPapers::choose(const PaperKind &kind, bool ofCourse)
{
    const PaperSource source = m_source();
    QStringList kinds;
    for (const PaperFormat &format : paperFormats())
        kinds.append(u"%1 (*.%2)"_s.arg(titleOf(format), format.id));
    const QString name = ofCourse ? u"course"_s : source.lesson.id;
    const QString path =
        QFileDialog::getSaveFileName(this, titleOf(kind), u"%1-%2.pdf"_s.arg(name, kind.id), kinds.join(u";;"_s));
    if (!path.isEmpty())
        save(kind, ofCourse, path);
}

void LessonPapers::chooseTraces()
{
    const PaperSource source = m_source();
    QStringList kinds;
    for (const Format *format : allFormats()) {
        if (holds(*format, source.traces.size()))
            kinds.append(u"%1 (*.%2)"_s.arg(QCoreApplication::translate("formats", format->title), format->extension));
    }
    const QString path = QFileDialog::getSaveFileName(this, tr("Recorded trace"), source.lesson.id + u"-trace.html"_s,
                                                      kinds.join(u";;"_s));
    if (!path.isEmpty())
        saveTraces(path);
}

} // namespace hopscope
