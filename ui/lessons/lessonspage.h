// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"
#include "trace/trace.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QShortcut;
class QStackedWidget;

namespace hopscope
{

class ArticleView;
class CourseBox;
class LessonFaults;
struct PaperSource;
class LessonStore;
class LessonView;
class LessonPapers;
class OwnLessons;
class PlaygroundView;
class QuizView;

/// The lessons at the left, all or those of a course, with what was reached in them; the chosen one at the right;
/// article, quiz and playground below them.
class LessonsPage : public QWidget
{
    Q_OBJECT

public:
    explicit LessonsPage(QWidget *parent = nullptr);

    /// False when there is no lesson with this id and no file with this name; statusMessage() tells why.
    bool openLesson(const QString &idOrPath);
    void setClassView(bool on);
    /// Shows the lessons of a course only; an id that no course has shows all.
    void chooseCourse(const QString &id);
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
    void connectView();
    void walk(int by);
    void takeLibrary();
    void fillList();
    void restoreRow(const Lesson &before, int row, int extra);
    int rowOf(const QString &idOrPath) const;
    void showExtra(int extra);
    PaperSource paperSource() const;
    QList<QWidget *> belowList() const;
    void showRow(int row);
    void showScores();
    void resetScores();

    LessonStore *m_store;
    QList<Lesson> m_lessons; ///< in the list, from the top
    QString m_wanted;        ///< id of a lesson to show as soon as it is there
    CourseBox *m_course;
    LessonFaults *m_faults;
    QListWidget *m_list;
    QLabel *m_done;
    QLabel *m_score;
    QPushButton *m_classView;
    QPushButton *m_reset;
    OwnLessons *m_own;
    LessonPapers *m_papers;
    QWidget *m_left;
    QStackedWidget *m_stack;
    LessonView *m_view;
    ArticleView *m_article = nullptr;       ///< created when it is first shown
    QuizView *m_quiz = nullptr;             ///< likewise
    PlaygroundView *m_playground = nullptr; ///< likewise
    QShortcut *m_leaveKey;                  ///< enabled in the class view
    bool m_isShown = false;
};

} // namespace hopscope
