// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonresult.h"

#include "lessons/lesson.h"
#include "ui/lessons/lessonhtml.h"
#include "ui/lessons/lessonparts.h"
#include "ui/lessons/lessonreal.h"
#include "ui/lessons/lessonsession.h"
#include "ui/look/flowlayout.h"
#include "ui/look/widgets.h"
#include "ui/request/texts.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostWireLines = 22;

} // namespace

LessonResult::LessonResult(LessonSession *session, QWidget *parent)
    : QFrame(parent),
      m_session(session),
      m_chips(richLabel(tr("Verdict of each part"))),
      m_score(new QLabel),
      m_wire(readOnlyText(tr("Bytes on the wire"))),
      m_reasons(richLabel(tr("Reasons"))),
      m_inspect(new QWidget),
      m_real(new LessonReal),
      m_after(richLabel(tr("To remember")))
{
    setFrameShape(QFrame::StyledPanel);
    m_score->setAccessibleName(tr("Score of this lesson"));
    m_score->setTextFormat(Qt::PlainText);
    m_score->setWordWrap(true);
    makeBold(m_score);
    new FlowLayout(m_inspect);
    auto *legend = new QLabel(tr("What was sent starts at the left; what was received is indented."));
    legend->setWordWrap(true);
    makeMuted(legend);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_chips, m_score, legend, m_wire, m_reasons, m_inspect, m_real, m_after})
        layout->addWidget(widget);
    connect(m_real, &LessonReal::chosen, this, [this](const QString &client) {
        m_session->playReal(client);
        showReal();
    });
    connect(m_session, &LessonSession::realPlayed, this, &LessonResult::showReal);
    clear();
}

void LessonResult::clear()
{
    hide();
    for (QLabel *label : {m_chips, m_score, m_reasons, m_after})
        label->clear();
    m_wire->clear();
    m_real->clear();
}

void LessonResult::showWire(const LessonSession &session)
{
    const QString text = wireText(session.shown());
    m_wire->setPlainText(text);
    const int lines = std::min(int(text.count(u'\n')) + 2, kMostWireLines);
    m_wire->setFixedHeight(lines * m_wire->fontMetrics().lineSpacing() + 16);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_chips, m_score, m_reasons, m_inspect, m_real, m_after})
        widget->setVisible(session.isRevealed());
    show();
    // In steps the latest request is the one to look at.
    m_wire->verticalScrollBar()->setValue(session.isRevealed() ? 0 : m_wire->verticalScrollBar()->maximum());
}

void LessonResult::showVerdict(const LessonSession &session, const LessonParts &parts, const LessonHtml &html)
{
    const Lesson &lesson = session.lesson();
    const QStringList chosen = parts.chosen();
    m_chips->setText(html.chips(session, chosen));
    m_score->setText(html.isLarge ? parts.handsText(session.answers())
                                  : tr("%1 of %2").arg(rightParts(session, chosen)).arg(lesson.parts.size()));
    m_reasons->setText(html.reasons(session));
    m_after->setText(html.paragraphs(session.scenario(), lesson.after) + html.sections(lesson, false));
    m_isLarge = html.isLarge;
    showReal();
    showWire(session);
    m_score->setVisible(!m_score->text().isEmpty());
}

/// What installed browsers did so far, and a trace to inspect for each visit of anyone.
void LessonResult::showReal()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    addInspectButtons();
    m_real->showState(*m_session, {palette(), m_isLarge});
    Q_EMIT tabStopsChanged();
    // The keys of the lesson are heard where the focus is.
    if (hadFocus && !isAncestorOf(QApplication::focusWidget()))
        m_chips->setFocus(Qt::OtherFocusReason);
}

void LessonResult::addInspectButtons()
{
    QLayout *layout = m_inspect->layout();
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList clients = m_session->clients() + m_session->realClientsPlayed();
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
}

void LessonResult::setWireFont(const std::function<QFont(const QFont &)> &make)
{
    keepFont(m_wire, make);
}

QWidget *LessonResult::top() const
{
    return m_chips;
}

QList<QWidget *> LessonResult::tabStops() const
{
    QList<QWidget *> stops{m_chips, m_wire, m_reasons};
    for (int i = 0; i < m_inspect->layout()->count(); ++i)
        stops.append(m_inspect->layout()->itemAt(i)->widget());
    stops += m_real->tabStops();
    stops.append(m_after);
    return stops;
}

} // namespace hopscope
