// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonview.h"

#include "lessons/launchpage.h"
#include "lessons/lessontext.h"
#include "paint/chainpainter.h"
#include "ui/lessons/classtype.h"
#include "ui/lessons/lessoncard.h"
#include "ui/lessons/lessonhtml.h"
#include "ui/lessons/lessonnotes.h"
#include "ui/lessons/lessonparts.h"
#include "ui/lessons/lessonprogress.h"
#include "ui/lessons/lessonresult.h"
#include "ui/lessons/lessonsession.h"
#include "ui/look/flowlayout.h"
#include "ui/look/theme.h"
#include "ui/look/widgets.h"
#include "ui/request/texts.h"

#include <QApplication>
#include <QEvent>
#include <QFontInfo>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kLessonScale = 1.15;
constexpr double kTitleScale = 1.5;
constexpr double kQuestionScale = 1.15;
constexpr int kScrollShare = 4; ///< that part of the view at once
/// Characters of a line that is still easy to read.
constexpr int kLineLength = 100;

QString keysText(bool isRevealed, bool isClassView)
{
    if (isRevealed)
        return isClassView ? LessonView::tr("Space or → shows the next lesson, ↓ scrolls. Esc ends the class view.")
                           : LessonView::tr("Return shows the next lesson.");
    return isClassView ? LessonView::tr("Answers stay hidden until Space or → is pressed. Esc ends the class view.")
                       : LessonView::tr("Choose an answer in each row, then Reveal.");
}

} // namespace

LessonView::LessonView(QWidget *parent)
    : QScrollArea(parent),
      m_session(new LessonSession(this)),
      m_parts(new LessonParts),
      m_inner(new QWidget),
      m_title(new QLabel),
      m_text(richLabel(tr("Text of the lesson"))),
      m_box(richLabel(tr("Requests and responses"))),
      m_question(new QLabel),
      m_reveal(new QPushButton(tr("&Reveal ⏎"))),
      m_step(new QPushButton(tr("&Step on the wire"))),
      m_hint(new QPushButton(tr("H&int"))),
      m_note(new QLabel),
      m_hintText(richLabel(tr("Hint"))),
      m_notes(new LessonNotes),
      m_result(new LessonResult(m_session))
{
    build();
    connectAll();
    setClassView(false);
}

void LessonView::build()
{
    setObjectName(u"page"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(true);
    m_inner->setAutoFillBackground(false);
    m_reveal->setObjectName(u"primary"_s);
    m_reveal->setAccessibleName(tr("Reveal"));
    m_step->setAccessibleName(tr("Step on the wire"));
    m_hint->setAccessibleName(tr("Hint"));
    m_title->setWordWrap(true);
    m_question->setWordWrap(true);
    m_note->setWordWrap(true);
    for (QLabel *label : {m_title, m_question, m_note})
        label->setTextFormat(Qt::PlainText);
    makeMuted(m_note);
    makeBold(m_reveal);
    auto *buttons = new QWidget;
    auto *flow = new FlowLayout(buttons);
    for (QWidget *widget : {m_reveal, m_step, m_hint})
        flow->addWidget(widget);
    auto *layout = new QVBoxLayout(m_inner);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_title, m_text, lessonCard({m_box}), m_question, lessonCard({m_parts}),
                                          buttons, m_note, m_hintText, m_notes, m_result})
        layout->addWidget(widget);
    layout->addStretch(1);
    setWidget(m_inner);
}

void LessonView::connectAll()
{
    connect(m_reveal, &QPushButton::clicked, this, &LessonView::continueLesson);
    connect(m_step, &QPushButton::clicked, m_session, &LessonSession::step);
    connect(m_hint, &QPushButton::clicked, this, &LessonView::showHint);
    connect(m_parts, &LessonParts::continueRequested, this, &LessonView::continueLesson);
    connect(m_session, &LessonSession::opened, this, [this](const QStringList &notes) {
        m_portNotes = notes;
        refresh();
    });
    connect(m_session, &LessonSession::failed, this, [this](const QString &reason) {
        m_note->setText(reason);
        Q_EMIT statusMessage(tr("The servers of this lesson do not run."));
    });
    connect(m_session, &LessonSession::progressed, m_result, [this] { m_result->showWire(*m_session); });
    connect(m_result, &LessonResult::inspectRequested, this, &LessonView::inspectRequested);
    connect(m_result, &LessonResult::tabStopsChanged, this, &LessonView::orderTabs);
    connect(m_session, &LessonSession::revealed, this, [this] {
        showVerdict();
        keepScore();
    });
    connectKeys();
}

void LessonView::connectKeys()
{
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &LessonView::takeReturn);
    }
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Right, Qt::Key_PageDown, Qt::Key_Left, Qt::Key_PageUp}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setEnabled(false);
        const bool isBack = key == Qt::Key_Left || key == Qt::Key_PageUp;
        connect(shortcut, &QShortcut::activated, this,
                isBack ? &LessonView::previousRequested : &LessonView::continueLesson);
        m_classKeys.append(shortcut);
    }
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setEnabled(false);
        connect(shortcut, &QShortcut::activated, this, [this, by = key == Qt::Key_Down ? 1 : -1] {
            verticalScrollBar()->setValue(verticalScrollBar()->value() + by * viewport()->height() / kScrollShare);
        });
        m_scrollKeys.append(shortcut);
    }
}

void LessonView::showLesson(const Lesson &lesson, int number)
{
    m_number = number;
    begin(translated(lesson));
}

void LessonView::begin(const Lesson &lesson)
{
    m_portNotes.clear();
    m_hintText->hide();
    m_result->clear();
    m_hintText->clear();
    m_session->open(lesson);
    m_parts->setLesson(m_session->lesson(), m_session->scenario());
    m_reveal->setText(tr("&Reveal ⏎"));
    for (QPushButton *button : {m_reveal, m_step})
        button->setEnabled(false);
    for (QShortcut *key : m_scrollKeys)
        key->setEnabled(false);
    orderTabs();
    refresh();
    verticalScrollBar()->setValue(0);
}

void LessonView::setTabNeighbours(QWidget *before, const QList<QWidget *> &after)
{
    m_tabBefore = before;
    m_tabAfter = after;
    orderTabs();
}

/// From the answers down, then the texts above them. The options of a lesson are made after what stands below them.
void LessonView::orderTabs()
{
    QList<QWidget *> order{m_tabBefore};
    order += m_parts->options();
    order += {m_reveal, m_step, m_hint, m_hintText};
    order += m_notes->tabStops();
    order += m_result->tabStops();
    setTabOrderOf(order + QList<QWidget *>{m_text, m_box} + m_tabAfter);
}

/// Return goes on, unless a button has the focus that does something else.
void LessonView::takeReturn()
{
    auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
    if (button && button != m_reveal && isAncestorOf(button))
        button->click();
    else
        continueLesson();
}

const Lesson &LessonView::lesson() const
{
    return m_session->lesson();
}

void LessonView::leave()
{
    m_session->close();
}

QList<Trace> LessonView::traces() const
{
    return m_session->isRevealed() ? m_session->play(lesson().scenario.client).visits : QList<Trace>();
}

bool LessonView::isRevealed() const
{
    return m_session->isRevealed();
}

void LessonView::focusQuestion()
{
    m_parts->focusFirst();
}

void LessonView::refresh()
{
    const Lesson &lesson = m_session->lesson();
    if (lesson.id.isEmpty())
        return;
    const LessonHtml html{palette(), m_isClassView};
    const Scenario &scenario = m_session->scenario();
    m_title->setText(u"%1 · %2"_s.arg(m_number).arg(plainText(scenario, lesson.title)));
    m_text->setText(html.about(lesson) + html.paragraphs(scenario, lesson.text));
    m_notes->setLesson(lesson, html);
    m_box->setText(html.scenarioBox(scenario));
    m_question->setText(plainText(scenario, lesson.question));
    if (m_session->isOpen())
        showServers();
    // When all of the text is there.
    if (m_isClassView && !m_session->isRevealed())
        applyFonts();
}

void LessonView::showServers()
{
    m_reveal->setEnabled(true);
    m_step->setEnabled(!m_session->isRevealed());
    QStringList ports;
    for (const ScenarioOrigin &origin : m_session->scenario().origins)
        ports.append(leftToRight(u"%1 = %2"_s.arg(origin.name, QString::fromUtf8(baseUrl(origin)))));
    const QString begin = leftToRight(QString::fromUtf8(launchUrl(m_session->scenario())));
    const QString servers =
        tr("Live on 127.0.0.1: %1; in a browser of your own begin at %2").arg(ports.join(u", "_s), begin);
    m_note->setText(
        (QStringList{keysText(m_session->isRevealed(), m_isClassView), servers} + m_portNotes).join(u"  "_s));
    Q_EMIT statusMessage(servers);
}

void LessonView::showHint()
{
    const LessonHtml html{palette(), m_isClassView};
    m_hintText->setText(html.paragraphs(m_session->scenario(), {{m_session->lesson().hint, {}}}));
    m_hintText->show();
}

void LessonView::continueLesson()
{
    if (m_session->isRevealed())
        Q_EMIT nextRequested();
    else
        m_session->reveal();
}

void LessonView::showVerdict()
{
    // What is disabled loses the focus, and the keys of this view with it.
    const bool hadFocus = m_parts->isAncestorOf(QApplication::focusWidget());
    m_parts->showAnswers(m_session->answers());
    if (hadFocus)
        m_reveal->setFocus(Qt::OtherFocusReason);
    m_result->showVerdict(*m_session, *m_parts, {palette(), m_isClassView});
    orderTabs();
    m_step->setEnabled(false);
    m_reveal->setText(tr("&Next lesson ⏎"));
    refresh();
    for (QShortcut *key : m_scrollKeys)
        key->setEnabled(m_isClassView);
    QTimer::singleShot(0, this, [this] { ensureWidgetVisible(m_result->top(), 0, height() / 3); });
}

/// What a class answers is nobody's score.
void LessonView::keepScore()
{
    if (m_isClassView)
        return;
    const Lesson &lesson = m_session->lesson();
    keepLessonScore(lesson.id,
                    {m_parts->isComplete(), rightParts(*m_session, m_parts->chosen()), int(lesson.parts.size())});
    Q_EMIT scored();
}

void LessonView::setClassView(bool on)
{
    const bool isTouched = m_parts->isTouched() || !m_result->isHidden() || !m_hintText->text().isEmpty();
    m_isClassView = on;
    m_parts->setHandsVisible(on);
    setPalette(on ? projectorPalette() : QPalette());
    viewport()->setBackgroundRole(on ? QPalette::Window : QPalette::Base);
    for (QShortcut *key : m_classKeys)
        key->setEnabled(on);
    applyFonts();
    if (isTouched)
        begin(m_session->lesson());
    else
        refresh();
}

void LessonView::applyFonts()
{
    QFont base = QApplication::font();
    if (!m_isClassView) {
        base.setPointSizeF(QFontInfo(base).pointSizeF() * kLessonScale);
        setFonts(base);
        return;
    }
    m_fitted = size();
    const auto with = [&](int pixels) {
        base.setPixelSize(pixels);
        setFonts(base);
        return columnHeight(static_cast<const QBoxLayout &>(*m_inner->layout()), width(),
                            {m_hintText, m_notes, m_result});
    };
    with(fittingClassPixels(leastClassPixels(m_fitted), height(), with));
}

void LessonView::setFonts(const QFont &base)
{
    m_inner->setFont(base);
    setHeadingFont(m_title, base, kTitleScale);
    setHeadingFont(m_question, base, kQuestionScale);
    m_result->setWireFont([base, isClassView = m_isClassView](const QFont &) {
        QFont mono = monoFont(base);
        if (isClassView)
            mono.setPixelSize(base.pixelSize());
        return mono;
    });
    m_inner->setMaximumWidth(m_isClassView ? QWIDGETSIZE_MAX
                                           : QFontMetrics(base).averageCharWidth() * kLineLength + 60);
}

void LessonView::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (m_isClassView && size() != m_fitted)
        applyFonts();
}

bool LessonView::event(QEvent *event)
{
    // changeEvent() does not get this one.
    if (event->type() == QEvent::ApplicationFontChange)
        applyFonts();
    return QScrollArea::event(event);
}

void LessonView::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_isClassView)
        return;
    refresh();
    // Chips and links have the colours of the theme in which they were written.
    if (m_session->isRevealed())
        showVerdict();
}

} // namespace hopscope
