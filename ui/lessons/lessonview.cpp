// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonview.h"

#include "lessons/lessontext.h"
#include "paint/chainpainter.h"
#include "ui/lessons/lessonhtml.h"
#include "ui/lessons/lessonparts.h"
#include "ui/lessons/lessonprogress.h"
#include "ui/lessons/lessonsession.h"
#include "ui/look/flowlayout.h"
#include "ui/look/theme.h"
#include "ui/look/widgets.h"
#include "ui/request/texts.h"

#include <QApplication>
#include <QEvent>
#include <QFontInfo>
#include <QFrame>
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
constexpr double kClassScale = 1.7;
constexpr double kTitleScale = 1.5;
constexpr double kQuestionScale = 1.15;
constexpr int kMostWireLines = 22;
/// Characters of a line that is still easy to read.
constexpr int kLineLength = 100;

QFrame *card(std::initializer_list<QWidget *> content)
{
    auto *frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    for (QWidget *widget : content)
        layout->addWidget(widget);
    return frame;
}

void scale(QWidget *widget, const QFont &base, double factor)
{
    QFont font = base;
    font.setPointSizeF(QFontInfo(base).pointSizeF() * factor);
    font.setBold(true);
    widget->setFont(font);
}

/// White on black, for projectors. Fields and marks of buttons keep their dark grey, so that they can be seen.
QPalette projectorPalette()
{
    QPalette palette = paletteOf(darkColors());
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::white);
    palette.setColor(QPalette::Text, Qt::white);
    return palette;
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
      m_chips(richLabel(tr("Verdict of each part"))),
      m_score(new QLabel),
      m_wire(readOnlyText(tr("Bytes on the wire"))),
      m_reasons(richLabel(tr("Reasons"))),
      m_inspect(new QWidget),
      m_after(richLabel(tr("To remember")))
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
    m_score->setAccessibleName(tr("Score of this lesson"));
    for (QLabel *label : {m_title, m_question, m_note, m_score})
        label->setTextFormat(Qt::PlainText);
    makeMuted(m_note);
    makeBold(m_reveal);
    makeBold(m_score);
    new FlowLayout(m_inspect);
    auto *buttons = new QWidget;
    auto *flow = new FlowLayout(buttons);
    for (QWidget *widget : {m_reveal, m_step, m_hint})
        flow->addWidget(widget);
    auto *legend = new QLabel(tr("What was sent starts at the left; what was received is indented."));
    legend->setWordWrap(true);
    makeMuted(legend);
    m_result = card({m_chips, m_score, legend, m_wire, m_reasons, m_inspect, m_after});
    auto *layout = new QVBoxLayout(m_inner);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_text, card({m_box}), m_question, card({m_parts}),
                                                            buttons, m_note, m_hintText, m_result})
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
        Q_EMIT statusMessage(reason);
    });
    connect(m_session, &LessonSession::progressed, this, &LessonView::showWire);
    connect(m_session, &LessonSession::revealed, this, &LessonView::showVerdict);
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
}

void LessonView::showLesson(const Lesson &lesson, int number)
{
    m_number = number;
    m_portNotes.clear();
    m_hintText->hide();
    m_result->hide();
    m_session->open(translated(lesson));
    m_parts->setLesson(m_session->lesson(), m_session->scenario());
    m_reveal->setText(tr("&Reveal ⏎"));
    for (QPushButton *button : {m_reveal, m_step})
        button->setEnabled(false);
    orderTabs();
    refresh();
    verticalScrollBar()->setValue(0);
}

/// From top to bottom: the options of a lesson are made after what stands below them.
void LessonView::orderTabs()
{
    QList<QWidget *> order{m_text, m_box};
    order += m_parts->options();
    order += {m_reveal, m_step, m_hint, m_hintText, m_chips, m_wire, m_reasons};
    for (int i = 0; i < m_inspect->layout()->count(); ++i)
        order.append(m_inspect->layout()->itemAt(i)->widget());
    order.append(m_after);
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
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
    const LessonHtml html{m_inner->palette()};
    const Scenario &scenario = m_session->scenario();
    m_title->setText(u"%1 · %2"_s.arg(m_number).arg(plainText(scenario, lesson.title)));
    m_text->setText(html.paragraphs(scenario, lesson.text));
    m_box->setText(html.scenarioBox(scenario));
    m_question->setText(plainText(scenario, lesson.question));
    if (!m_session->isOpen())
        return;
    m_reveal->setEnabled(true);
    m_step->setEnabled(!m_session->isRevealed());
    QStringList ports;
    for (const ScenarioOrigin &origin : scenario.origins)
        ports.append(leftToRight(u"%1 = %2"_s.arg(origin.name, QString::fromUtf8(baseUrl(origin)))));
    const QString servers = tr("Live on 127.0.0.1: %1").arg(ports.join(u", "_s));
    m_note->setText((QStringList{keysText(), servers} + m_portNotes).join(u"  "_s));
    Q_EMIT statusMessage(servers);
}

QString LessonView::keysText() const
{
    if (m_session->isRevealed())
        return m_isClassView ? tr("Space or → shows the next lesson. Esc ends the class view.")
                             : tr("Return shows the next lesson.");
    return m_isClassView ? tr("Answers stay hidden until Space or → is pressed. Esc ends the class view.")
                         : tr("Choose an answer in each row, then Reveal.");
}

void LessonView::showHint()
{
    const LessonHtml html{m_inner->palette()};
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

void LessonView::showWire()
{
    const QString text = wireText(m_session->shown());
    m_wire->setPlainText(text);
    const int lines = std::min(int(text.count(u'\n')) + 2, kMostWireLines);
    m_wire->setFixedHeight(lines * m_wire->fontMetrics().lineSpacing() + 16);
    for (QWidget *widget : {static_cast<QWidget *>(m_chips), static_cast<QWidget *>(m_score),
                            static_cast<QWidget *>(m_reasons), m_inspect, static_cast<QWidget *>(m_after)})
        widget->setVisible(m_session->isRevealed());
    m_result->show();
    // In steps the latest request is the one to look at.
    if (!m_session->isRevealed())
        m_wire->verticalScrollBar()->setValue(m_wire->verticalScrollBar()->maximum());
}

void LessonView::showVerdict()
{
    const Lesson &lesson = m_session->lesson();
    const QStringList chosen = m_parts->chosen();
    QStringList right;
    for (int i = 0; i < lesson.parts.size(); ++i)
        right.append(m_session->answer(i).value);
    // What is disabled loses the focus, and the keys of this view with it.
    const bool hadFocus = m_parts->isAncestorOf(QApplication::focusWidget());
    m_parts->showAnswers(right);
    if (hadFocus)
        m_reveal->setFocus(Qt::OtherFocusReason);
    const LessonHtml html{m_inner->palette()};
    m_chips->setText(html.chips(*m_session, chosen));
    const int score = rightParts(*m_session, chosen);
    const QString hands = m_parts->handsText(right);
    m_score->setText(m_isClassView ? hands : tr("%1 of %2").arg(score).arg(lesson.parts.size()));
    m_reasons->setText(html.reasons(*m_session));
    m_after->setText(html.paragraphs(m_session->scenario(), lesson.after));
    addInspectButtons();
    m_step->setEnabled(false);
    m_reveal->setText(tr("&Next lesson ⏎"));
    refresh();
    showWire();
    m_wire->verticalScrollBar()->setValue(0);
    m_score->setVisible(!m_score->text().isEmpty());
    if (m_parts->isComplete() && !m_isClassView) {
        keepLessonScore(lesson.id, {true, score, int(lesson.parts.size())});
        Q_EMIT scored();
    }
    QTimer::singleShot(0, this, [this] { ensureWidgetVisible(m_chips, 0, height() / 3); });
}

void LessonView::addInspectButtons()
{
    QLayout *layout = m_inspect->layout();
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList clients = m_session->clients();
    for (const QString &client : clients) {
        const Play play = m_session->play(client);
        for (qsizetype i = 0; i < play.visits.size(); ++i) {
            QStringList words{tr("Inspect this trace")};
            if (clients.size() > 1)
                words.append(clientTitle(client));
            if (play.visits.size() > 1)
                words.append(tr("visit %1").arg(i + 1));
            auto *button = new QPushButton(words.join(u" · "_s));
            button->setAccessibleName(button->text());
            connect(button, &QPushButton::clicked, this,
                    [this, trace = play.visits.at(i)] { Q_EMIT inspectRequested(trace); });
            layout->addWidget(button);
        }
    }
    orderTabs();
}

void LessonView::setClassView(bool on)
{
    m_isClassView = on;
    m_parts->setHandsVisible(on);
    setPalette(on ? projectorPalette() : QPalette());
    viewport()->setBackgroundRole(on ? QPalette::Window : QPalette::Base);
    for (QShortcut *key : m_classKeys)
        key->setEnabled(on);
    applyFonts();
    refresh();
    if (m_session->isRevealed())
        showVerdict();
}

void LessonView::applyFonts()
{
    QFont base = QApplication::font();
    base.setPointSizeF(QFontInfo(base).pointSizeF() * (m_isClassView ? kClassScale : kLessonScale));
    m_inner->setFont(base);
    scale(m_title, base, kTitleScale);
    scale(m_question, base, kQuestionScale);
    keepFont(m_wire, [base](const QFont &) { return monoFont(base); });
    m_inner->setMaximumWidth(QFontMetrics(base).averageCharWidth() * kLineLength + 60);
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
    if (event->type() == QEvent::PaletteChange && !m_isClassView)
        refresh();
}

} // namespace hopscope
