// SPDX-License-Identifier: MIT
#include "ui/lessons/lessonreal.h"

#include "ui/lessons/lessonhtml.h"
#include "ui/lessons/lessonsession.h"
#include "ui/look/widgets.h"
#include "ui/request/realbrowsers.h"
#include "ui/request/texts.h"

#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

LessonReal::LessonReal(QWidget *parent)
    : QWidget(parent), m_browsers(new RealBrowsers), m_text(richLabel(tr("What the real browser did")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_browsers);
    layout->addWidget(m_text);
    connect(m_browsers, &RealBrowsers::chosen, this, &LessonReal::chosen);
    clear();
}

void LessonReal::clear()
{
    m_browsers->setReady(false);
    m_text->clear();
    m_text->hide();
}

void LessonReal::showState(const LessonSession &session, const LessonHtml &html)
{
    m_browsers->setReady(session.isRevealed() && session.isOpen() && !session.isPlayingReal());
    QString text;
    if (session.isPlayingReal())
        text = u"<p>%1</p>"_s.arg(tr("%1 is running…").arg(clientTitle(session.realClientPlaying()).toHtmlEscaped()));
    for (const QString &client : session.realClientsPlayed())
        text += html.real(session, client);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

QList<QWidget *> LessonReal::tabStops() const
{
    return m_browsers->tabStops() + QList<QWidget *>{m_text};
}

} // namespace hopscope
