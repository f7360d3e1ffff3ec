// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QShortcut;

namespace hopscope
{

class FlowLayout;
class LessonNotes;
class LessonParts;
class LessonResult;
class LessonSession;

/// One lesson: text, scenario, question; after Reveal the bytes on the wire, the verdict of each part and why.
class LessonView : public QScrollArea
{
    Q_OBJECT

public:
    explicit LessonView(QWidget *parent = nullptr);

    /// `number` is its place in the list, counted from 1.
    void showLesson(const Lesson &lesson, int number);
    /// Large type, light on black, counters for hands; Space or Right goes on. What was answered or revealed before
    /// begins anew: a class sees no answers too early, and leaves none behind.
    void setClassView(bool on);
    /// Tab comes to the first answer from `before`, and goes on to `after` from what is last.
    void setTabNeighbours(QWidget *before, const QList<QWidget *> &after);
    /// Reveals, or asks for the next lesson when that was done.
    void continueLesson();
    /// Closes the ports; showLesson() opens them again.
    void leave();
    bool isRevealed() const;
    void focusQuestion();
    /// What was on the wire for the lesson's client, one trace a visit; none before Reveal.
    QList<Trace> traces() const;
    const Lesson &lesson() const;

Q_SIGNALS:
    /// All parts were answered before Reveal; the score was kept.
    void scored();
    void nextRequested();
    void previousRequested();
    void inspectRequested(const hopscope::Trace &trace);
    void statusMessage(const QString &text);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void connectAll();
    void connectKeys();
    void begin(const Lesson &lesson);
    void applyFonts();
    void setFonts(const QFont &base);
    void refresh();
    void showServers();
    void showHint();
    void showVerdict();
    void keepScore();
    void orderTabs();
    void takeReturn();

    LessonSession *m_session;
    LessonParts *m_parts;
    QWidget *m_inner;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_box;
    QLabel *m_question;
    QPushButton *m_reveal;
    QPushButton *m_step;
    QPushButton *m_hint;
    QLabel *m_note;
    QLabel *m_hintText;
    LessonNotes *m_notes;
    LessonResult *m_result;
    QList<QShortcut *> m_classKeys;
    QList<QShortcut *> m_scrollKeys; ///< in class, after Reveal
    QWidget *m_tabBefore = nullptr;
    QList<QWidget *> m_tabAfter;
    QSize m_fitted; ///< the size for which the type of the class view was chosen
    QStringList m_portNotes;
    int m_number = 1;
    bool m_isClassView = false;
};

} // namespace hopscope
