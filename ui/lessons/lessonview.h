// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QScrollArea>

class QFrame;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QShortcut;

namespace hopscope
{

class FlowLayout;
class LessonParts;
class LessonSession;

/// One lesson: text, scenario, question; after Reveal the bytes on the wire, the verdict of each part and why.
class LessonView : public QScrollArea
{
    Q_OBJECT

public:
    explicit LessonView(QWidget *parent = nullptr);

    /// `number` is its place in the list, counted from 1.
    void showLesson(const Lesson &lesson, int number);
    /// Large type, light on black, counters for hands; Space or Right goes on.
    void setClassView(bool on);
    /// Reveals, or asks for the next lesson when that was done.
    void continueLesson();
    /// Closes the ports; showLesson() opens them again.
    void leave();
    bool isRevealed() const;
    void focusQuestion();
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

private:
    void build();
    void connectAll();
    void applyFonts();
    void refresh();
    QString keysText() const;
    void showHint();
    void showWire();
    void showVerdict();
    void addInspectButtons();
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
    QFrame *m_result;
    QLabel *m_chips;
    QLabel *m_score;
    QPlainTextEdit *m_wire;
    QLabel *m_reasons;
    QWidget *m_inspect;
    QLabel *m_after;
    QList<QShortcut *> m_classKeys;
    QStringList m_portNotes;
    int m_number = 1;
    bool m_isClassView = false;
};

} // namespace hopscope
