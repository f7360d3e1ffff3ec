// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QShortcut;
class QStackedWidget;

namespace hopscope
{

class LessonView;
class PlaygroundView;
class QuizView;

/// The lessons at the left with what was reached in them, the chosen one at the right; quiz and playground below them.
class LessonsPage : public QWidget
{
    Q_OBJECT

public:
    explicit LessonsPage(QWidget *parent = nullptr);

    /// False when there is no lesson with this id and no file with this name; statusMessage() tells why.
    bool openLesson(const QString &idOrPath);
    void setClassView(bool on);
    /// Opens a scenario file in the playground.
    void openScenario(const QString &path);
    LessonView *view() const { return m_view; }

Q_SIGNALS:
    /// The class view wants the whole screen, or gives it back.
    void classViewChanged(bool on);
    void inspectRequested(const hopscope::Trace &trace);
    /// What happened, for the status bar.
    void statusMessage(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *buildList();
    void fillList();
    void showRow(int row);
    void showScores();
    void resetScores();

    QListWidget *m_list;
    QLabel *m_done;
    QLabel *m_score;
    QPushButton *m_classView;
    QPushButton *m_reset;
    QWidget *m_left;
    QStackedWidget *m_stack;
    LessonView *m_view;
    QuizView *m_quiz = nullptr;             ///< created when it is first shown
    PlaygroundView *m_playground = nullptr; ///< likewise
    QShortcut *m_leaveKey;                  ///< enabled in the class view
    bool m_isShown = false;
};

} // namespace hopscope
