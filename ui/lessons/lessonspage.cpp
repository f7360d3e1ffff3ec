// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonspage.h"

#include "lessons/article.h"
#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "ui/lessons/articleview.h"
#include "ui/lessons/coursebox.h"
#include "ui/lessons/lessondrop.h"
#include "ui/lessons/lessonfaults.h"
#include "ui/lessons/lessonpapers.h"
#include "ui/lessons/lessonprogress.h"
#include "ui/lessons/lessonstore.h"
#include "ui/lessons/lessonview.h"
#include "ui/lessons/ownlessons.h"
#include "ui/lessons/playgroundview.h"
#include "ui/lessons/quizview.h"
#include "ui/look/flowlayout.h"
#include "ui/look/rowdelegate.h"
#include "ui/look/widgets.h"

#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kListWidth = 300;

/// What stands below the lessons, from the top.
enum Extra { kArticle, kQuiz, kPlayground };

} // namespace

LessonsPage::LessonsPage(QWidget *parent)
    : QWidget(parent),
      m_store(new LessonStore(this)),
      m_course(new CourseBox),
      m_faults(new LessonFaults),
      m_list(new QListWidget),
      m_done(new QLabel),
      m_score(new QLabel),
      m_classView(new QPushButton(tr("&Class view (F11)"))),
      m_reset(pushButton(tr("Reset pro&gress"), {})),
      m_own(new OwnLessons(*m_store,
                           [this] { return m_stack->currentWidget() == m_view ? m_view->lesson() : Lesson(); })),
      m_papers(new LessonPapers([this] { return paperSource(); })),
      m_stack(new QStackedWidget),
      m_view(new LessonView)
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    m_left = buildList();
    m_stack->addWidget(m_view);
    QSplitter *splitter = lineSplitter(Qt::Horizontal, tr("Lessons and the selected lesson"));
    splitter->addWidget(m_left);
    splitter->addWidget(m_stack);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kListWidth, 3 * kListWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    takeLibrary();
    setTabOrder(m_course->focusProxy(), m_list);
    m_view->setTabNeighbours(m_list, belowList());
    connectView();
    connect(m_classView, &QPushButton::clicked, this, [this] { setClassView(!m_leaveKey->isEnabled()); });
    auto *classKey = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(classKey, &QShortcut::activated, this, [this] { setClassView(!m_leaveKey->isEnabled()); });
    m_leaveKey = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    m_leaveKey->setEnabled(false);
    connect(m_leaveKey, &QShortcut::activated, this, [this] { setClassView(false); });
}

void LessonsPage::connectView()
{
    connect(m_store, &LessonStore::changed, this, &LessonsPage::takeLibrary);
    connect(m_own, &OwnLessons::statusMessage, this, &LessonsPage::statusMessage);
    connect(m_papers, &LessonPapers::statusMessage, this, &LessonsPage::statusMessage);
    connect(m_own, &OwnLessons::added, this, [this](const QString &id) { m_wanted = id; });
    connect(m_course, &CourseBox::changed, this, &LessonsPage::fillList);
    connect(m_list, &QListWidget::currentRowChanged, this, &LessonsPage::showRow);
    connect(m_list, &QListWidget::itemActivated, m_view, &LessonView::focusQuestion);
    connect(m_view, &LessonView::scored, this, &LessonsPage::showScores);
    connect(m_view, &LessonView::inspectRequested, this, &LessonsPage::inspectRequested);
    connect(m_view, &LessonView::statusMessage, this, &LessonsPage::statusMessage);
    connect(m_view, &LessonView::nextRequested, this, [this] { walk(1); });
    connect(m_view, &LessonView::previousRequested, this, [this] { walk(-1); });
}

/// From top to bottom, after what the list shows.
QList<QWidget *> LessonsPage::belowList() const
{
    return {m_classView, m_reset, m_own, m_papers};
}

PaperSource LessonsPage::paperSource() const
{
    PaperSource source;
    if (m_stack->currentWidget() == m_view)
        source = {.lesson = m_view->lesson(), .traces = m_view->traces()};
    if (const Course *course = m_store->library().course(m_course->chosen())) {
        source.courseTitle = translated(*course).title;
        source.course = m_lessons;
    }
    return source;
}

void LessonsPage::walk(int by)
{
    const int row = m_list->currentRow() + by;
    if (row == m_lessons.size() && !m_course->chosen().isEmpty())
        Q_EMIT statusMessage(tr("The course is finished. %1").arg(m_score->text()));
    if (row < 0 || row >= m_lessons.size())
        return;
    m_list->setCurrentRow(row);
    m_view->focusQuestion();
}

QWidget *LessonsPage::buildList()
{
    m_list->setAccessibleName(tr("Lessons"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_classView->setAccessibleName(tr("Class view"));
    m_classView->setToolTip(tr("Large type, light on black; answers stay hidden until Space is pressed"));
    makeMuted(m_score);
    m_score->setWordWrap(true);
    m_score->setAccessibleName(tr("Score of all lessons"));
    auto *left = new QWidget;
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(0);
    layout->addWidget(titleBar(tr("Lessons"), m_done));
    layout->addWidget(m_course);
    layout->addWidget(m_list, 1);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(12, 6, 12, 0);
    below->setSpacing(8);
    auto *buttons = new QWidget;
    auto *flow = new FlowLayout(buttons, 8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_own, m_papers})
        flow->addWidget(widget);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_faults, m_score, m_classView, m_reset, buttons})
        below->addWidget(widget);
    layout->addLayout(below);
    connect(m_reset, &QPushButton::clicked, this, &LessonsPage::resetScores);
    return left;
}

void LessonsPage::takeLibrary()
{
    m_course->setLibrary(m_store->library());
    m_faults->setFaults(m_store->library().faults);
    fillList();
    if (m_quiz)
        m_quiz->setLibrary(m_store->library());
}

void LessonsPage::chooseCourse(const QString &id)
{
    m_course->choose(id);
}

void LessonsPage::fillList()
{
    const int row = m_list->currentRow();
    const Lesson before = m_lessons.value(row);
    const int extra = row - int(m_lessons.size());
    const LessonLibrary &library = m_store->library();
    const Course *course = library.course(m_course->chosen());
    m_lessons = course ? library.lessonsOf(*course) : library.lessons;
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (qsizetype i = 0; i < m_lessons.size(); ++i)
            m_list->addItem(QString());
        for (const QString &title : {translated(articles().constFirst()).title, tr("Quiz: ten questions"),
                                     tr("Playground: your own scenario")}) {
            m_list->addItem(title);
            QFont font = m_list->font();
            font.setItalic(true);
            m_list->item(m_list->count() - 1)->setFont(font);
        }
    }
    if (row >= 0 || rowOf(m_wanted) >= 0)
        restoreRow(before, row, extra);
    showScores();
}

/// The new lesson, or what was shown before the list was filled anew; a lesson that has changed is begun anew.
void LessonsPage::restoreRow(const Lesson &before, int row, int extra)
{
    int now = rowOf(m_wanted);
    if (now >= 0)
        m_wanted.clear();
    else if (extra >= 0)
        now = int(m_lessons.size()) + extra;
    else
        now = std::max(0, rowOf(before.id));
    const bool isSame = extra >= 0 || (now == row && m_lessons.at(now) == before);
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentRow(now);
    if (!isSame)
        showRow(now);
}

int LessonsPage::rowOf(const QString &idOrPath) const
{
    const auto found = std::ranges::find_if(
        m_lessons, [&](const Lesson &lesson) { return lesson.id == idOrPath || lesson.file == idOrPath; });
    return found == m_lessons.end() ? -1 : int(found - m_lessons.begin());
}

void LessonsPage::showScores()
{
    int done = 0;
    int right = 0;
    int asked = 0;
    for (int i = 0; i < m_lessons.size(); ++i) {
        const Lesson &lesson = m_lessons.at(i);
        const LessonScore score = lessonScore(lesson.id);
        done += score.done ? 1 : 0;
        right += score.right;
        asked += score.asked;
        const bool isCurrent = i == m_list->currentRow();
        const QString mark = score.done ? u"✔"_s : isCurrent ? u"▸"_s : u"○"_s;
        QListWidgetItem *item = m_list->item(i);
        item->setText(u"%1 %2  %3\n%4"_s.arg(mark).arg(i + 1).arg(translated(lesson).title, aboutText(lesson)));
        const QString reached = tr("%1 of %2 right").arg(score.right).arg(score.asked);
        item->setToolTip(score.done        ? reached
                         : score.asked > 0 ? tr("%1; not every part was answered before Reveal").arg(reached)
                                           : tr("Not done yet"));
        item->setData(Qt::AccessibleDescriptionRole, item->toolTip());
        QFont font = m_list->font();
        font.setBold(isCurrent);
        item->setFont(font);
    }
    m_done->setText(tr("%1 of %2 done").arg(done).arg(m_lessons.size()));
    m_score->setText(asked > 0 ? tr("Score: %1 of %2 right").arg(right).arg(asked) : tr("Score: none yet"));
}

void LessonsPage::resetScores()
{
    // It cannot be undone, so Return alone does not do it.
    const auto answer = QMessageBox::question(this, tr("Reset progress"), tr("Reset the scores of all lessons?"),
                                              QMessageBox::Yes | QMessageBox::No, QMessageBox::No);
    if (answer != QMessageBox::Yes)
        return;
    resetLessonScores();
    showScores();
    Q_EMIT statusMessage(tr("The scores of all lessons were reset."));
}

void LessonsPage::showRow(int row)
{
    if (row < 0)
        return;
    showScores();
    if (row < m_lessons.size()) {
        m_view->showLesson(m_lessons.at(row), row + 1);
        m_stack->setCurrentWidget(m_view);
        return;
    }
    m_view->leave();
    Q_EMIT statusMessage(QString()); // no lesson is served any more
    showExtra(row - int(m_lessons.size()));
}

void LessonsPage::showExtra(int extra)
{
    if (extra == kArticle) {
        if (!m_article) {
            m_article = new ArticleView(articles().constFirst());
            m_stack->addWidget(m_article);
            connect(m_article, &ArticleView::statusMessage, this, &LessonsPage::statusMessage);
        }
        m_article->setTabNeighbours(m_list, belowList());
        m_stack->setCurrentWidget(m_article);
    } else if (extra == kQuiz) {
        if (!m_quiz) {
            m_quiz = new QuizView;
            m_quiz->setLibrary(m_store->library());
            m_stack->addWidget(m_quiz);
            connect(m_quiz, &QuizView::statusMessage, this, &LessonsPage::statusMessage);
        }
        m_quiz->setTabNeighbours(m_list, belowList());
        m_stack->setCurrentWidget(m_quiz);
    } else {
        if (!m_playground) {
            m_playground = new PlaygroundView;
            m_stack->addWidget(m_playground);
            connect(m_playground, &PlaygroundView::statusMessage, this, &LessonsPage::statusMessage);
            connect(m_playground, &PlaygroundView::inspectRequested, this, &LessonsPage::inspectRequested);
        }
        m_stack->setCurrentWidget(m_playground);
        setTabOrderOf(QList<QWidget *>{m_playground->lastTabStop()} + belowList());
    }
}

bool LessonsPage::openLesson(const QString &idOrPath)
{
    if (rowOf(idOrPath) < 0 && m_store->library().lesson(idOrPath))
        chooseCourse({});
    if (const int row = rowOf(idOrPath); row >= 0) {
        m_list->setCurrentRow(row);
        return true;
    }
    const Result<Lesson> lesson = findLesson(idOrPath);
    if (!lesson) {
        Q_EMIT statusMessage(lesson.error);
        return false;
    }
    m_isShown = true;
    // One of the user's folder is in the list as soon as that has been read.
    if (QFileInfo(lesson->file).absolutePath() == QDir(m_store->folder()).absolutePath())
        m_wanted = lesson->id;
    m_list->setCurrentRow(-1);
    m_view->showLesson(*lesson, lesson->order);
    m_stack->setCurrentWidget(m_view);
    return true;
}

void LessonsPage::openScenario(const QString &path)
{
    m_list->setCurrentRow(int(m_lessons.size()) + kPlayground);
    m_playground->openFile(path);
}

void LessonsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedLesson(event->mimeData()).path.isEmpty())
        event->acceptProposedAction();
}

void LessonsPage::dropEvent(QDropEvent *event)
{
    const DroppedLesson file = droppedLesson(event->mimeData());
    event->acceptProposedAction();
    if (file.format == kLessonFile)
        openLesson(file.path);
    else if (file.format == kCourseFile)
        m_own->addFile(file.path);
    else
        openScenario(file.path);
}

void LessonsPage::setClassView(bool on)
{
    if (on == m_leaveKey->isEnabled())
        return;
    m_leaveKey->setEnabled(on);
    m_left->setVisible(!on);
    m_view->setClassView(on);
    Q_EMIT classViewChanged(on);
    const bool isQuiz = m_quiz && m_stack->currentWidget() == m_quiz;
    if (m_quiz)
        m_quiz->setClassView(on && isQuiz);
    if (on && !isQuiz && m_list->currentRow() >= m_lessons.size())
        m_list->setCurrentRow(0);
    if (isVisible() && !isQuiz)
        m_view->focusQuestion();
    if (on)
        Q_EMIT statusMessage(tr("Class view: Space or → continues, ← goes back, Esc ends it."));
}

void LessonsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_isShown, true))
        return;
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    m_list->setFocus(Qt::OtherFocusReason);
}

} // namespace hopscope
