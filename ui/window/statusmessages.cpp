// SPDX-License-Identifier: MIT
#include "ui/window/statusmessages.h"

#include "ui/look/widgets.h"
#include "ui/window/pages.h"

namespace hopscope
{

StatusMessages::StatusMessages(QWidget *parent) : QLabel(parent)
{
    m_texts.resize(qsizetype(pages().size()));
    setTextFormat(Qt::PlainText);
    setAccessibleName(tr("What happened"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    makeMuted(this);
}

void StatusMessages::say(const QString &text)
{
    m_texts[m_page] = text;
    refresh();
}

void StatusMessages::say(const QString &text, QLatin1StringView page)
{
    m_texts[pageNumber(page)] = text;
    refresh();
}

void StatusMessages::replace(const QString &old, const QString &text)
{
    for (QString &said : m_texts) {
        if (said == old)
            said = text;
    }
    refresh();
}

void StatusMessages::showPage(int page)
{
    m_page = page;
    refresh();
}

void StatusMessages::refresh()
{
    setText(m_texts.at(m_page));
    setToolTip(text().toHtmlEscaped());
}

} // namespace hopscope
