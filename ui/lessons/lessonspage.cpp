// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonspage.h"

#include "lessons/lessons.h"
#include "lessons/lessontext.h"
#include "ui/lessons/lessonprogress.h"
#include "ui/lessons/lessonview.h"
#include "ui/lessons/playgroundview.h"
#include "ui/lessons/quizview.h"
#include "ui/look/rowdelegate.h"
#include "ui/look/widgets.h"

#include <QDropEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kListWidth = 300;

int quizRow()
{
    return int(lessons().size());
}

int playgroundRow()
{
    return quizRow() + 1;
}

constexpr qint64 kSearchedBytes = 64 * 1024;

bool holds(const QString &path, QByteArrayView format)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(kSearchedBytes).contains(format);
}

/// The one lesson or scenario of a drop; empty if it is something else, which is left to the window.
QString droppedFile(const QMimeData *data)
{
    const QString path = data->urls().size() == 1 ? data->urls().constFirst().toLocalFile() : QString();
    const bool isOurs = holds(path, "\"hopscope-lesson\"") || holds(path, "\"hopscope-scenario\"");
    return isOurs ? path : QString();
}

} // namespace

LessonsPage::LessonsPage(QWidget *parent)
    : QWidget(parent),
      m_list(new QListWidget),
      m_done(new QLabel),
      m_score(new QLabel),
      m_classView(new QPushButton(tr("&Class view (F11)"))),
      m_reset(pushButton(tr("Reset &progress"), {})),
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
    fillList();
    m_view->setTabNeighbours(m_list, {m_classView, m_reset});
    connect(m_list, &QListWidget::currentRowChanged, this, &LessonsPage::showRow);
    connect(m_list, &QListWidget::itemActivated, m_view, &LessonView::focusQuestion);
    connect(m_view, &LessonView::scored, this, &LessonsPage::showScores);
    connect(m_view, &LessonView::inspectRequested, this, &LessonsPage::inspectRequested);
    connect(m_view, &LessonView::statusMessage, this, &LessonsPage::statusMessage);
    const auto walk = [this](int by) {
        const int row = m_list->currentRow() + by;
        if (row < 0 || row >= quizRow())
            return;
        m_list->setCurrentRow(row);
        m_view->focusQuestion();
    };
    connect(m_view, &LessonView::nextRequested, this, [walk] { walk(1); });
    connect(m_view, &LessonView::previousRequested, this, [walk] { walk(-1); });
    connect(m_classView, &QPushButton::clicked, this, [this] { setClassView(!m_leaveKey->isEnabled()); });
    auto *classKey = new QShortcut(QKeySequence(Qt::Key_F11), this);
    connect(classKey, &QShortcut::activated, this, [this] { setClassView(!m_leaveKey->isEnabled()); });
    m_leaveKey = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    m_leaveKey->setEnabled(false);
    connect(m_leaveKey, &QShortcut::activated, this, [this] { setClassView(false); });
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
    layout->addWidget(m_list, 1);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(12, 6, 12, 0);
    below->setSpacing(8);
    below->addWidget(m_score);
    below->addWidget(m_classView);
    below->addWidget(m_reset);
    layout->addLayout(below);
    connect(m_reset, &QPushButton::clicked, this, &LessonsPage::resetScores);
    return left;
}

void LessonsPage::fillList()
{
    for (qsizetype i = 0; i < lessons().size(); ++i)
        m_list->addItem(QString());
    m_list->addItem(tr("Quiz: ten questions"));
    m_list->addItem(tr("Playground: your own scenario"));
    for (const int row : {quizRow(), playgroundRow()}) {
        QFont font = m_list->font();
        font.setItalic(true);
        m_list->item(row)->setFont(font);
    }
    showScores();
}

void LessonsPage::showScores()
{
    int done = 0;
    int right = 0;
    int asked = 0;
    for (int i = 0; i < quizRow(); ++i) {
        const Lesson &lesson = lessons().at(i);
        const LessonScore score = lessonScore(lesson.id);
        done += score.done ? 1 : 0;
        right += score.right;
        asked += score.asked;
        const bool isCurrent = i == m_list->currentRow();
        const QString mark = score.done ? u"✔"_s : isCurrent ? u"▸"_s : u"○"_s;
        QListWidgetItem *item = m_list->item(i);
        item->setText(u"%1 %2  %3"_s.arg(mark).arg(i + 1).arg(translated(lesson).title));
        const QString reached = tr("%1 of %2 right").arg(score.right).arg(score.asked);
        item->setToolTip(score.done        ? reached
                         : score.asked > 0 ? tr("%1; not every part was answered before Reveal").arg(reached)
                                           : tr("Not done yet"));
        item->setData(Qt::AccessibleDescriptionRole, item->toolTip());
        QFont font = m_list->font();
        font.setBold(isCurrent);
        item->setFont(font);
    }
    m_done->setText(tr("%1 of %2 done").arg(done).arg(quizRow()));
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
    if (row < quizRow()) {
        m_view->showLesson(lessons().at(row), row + 1);
        m_stack->setCurrentWidget(m_view);
        return;
    }
    m_view->leave();
    Q_EMIT statusMessage(QString()); // no lesson is served any more
    if (row == quizRow()) {
        if (!m_quiz) {
            m_quiz = new QuizView;
            m_stack->addWidget(m_quiz);
            connect(m_quiz, &QuizView::statusMessage, this, &LessonsPage::statusMessage);
        }
        m_quiz->setTabNeighbours(m_list, {m_classView, m_reset});
        m_stack->setCurrentWidget(m_quiz);
    } else {
        if (!m_playground) {
            m_playground = new PlaygroundView;
            m_stack->addWidget(m_playground);
            connect(m_playground, &PlaygroundView::statusMessage, this, &LessonsPage::statusMessage);
            connect(m_playground, &PlaygroundView::inspectRequested, this, &LessonsPage::inspectRequested);
        }
        m_stack->setCurrentWidget(m_playground);
        setTabOrderOf({m_playground->lastTabStop(), m_classView, m_reset});
    }
}

bool LessonsPage::openLesson(const QString &idOrPath)
{
    for (int i = 0; i < quizRow(); ++i) {
        if (lessons().at(i).id == idOrPath) {
            m_list->setCurrentRow(i);
            return true;
        }
    }
    const Result<Lesson> lesson = findLesson(idOrPath);
    if (!lesson) {
        Q_EMIT statusMessage(lesson.error);
        return false;
    }
    m_isShown = true;
    m_list->setCurrentRow(-1);
    m_view->showLesson(*lesson, lesson->order);
    m_stack->setCurrentWidget(m_view);
    return true;
}

void LessonsPage::openScenario(const QString &path)
{
    m_list->setCurrentRow(playgroundRow());
    m_playground->openFile(path);
}

void LessonsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void LessonsPage::dropEvent(QDropEvent *event)
{
    const QString path = droppedFile(event->mimeData());
    event->acceptProposedAction();
    if (holds(path, "\"hopscope-lesson\""))
        openLesson(path);
    else
        openScenario(path);
}

void LessonsPage::setClassView(bool on)
{
    if (on == m_leaveKey->isEnabled())
        return;
    m_leaveKey->setEnabled(on);
    m_left->setVisible(!on);
    m_view->setClassView(on);
    Q_EMIT classViewChanged(on);
    if (on && m_list->currentRow() >= quizRow())
        m_list->setCurrentRow(0);
    if (isVisible())
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
