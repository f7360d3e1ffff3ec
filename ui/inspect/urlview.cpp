// SPDX-License-Identifier: MIT
#include "ui/inspect/urlview.h"

#include "paint/chainpainter.h"
#include "ui/inspect/urlmodel.h"
#include "ui/look/bytestext.h"
#include "ui/look/foldtext.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"

#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

UrlView::UrlView(QWidget *parent)
    : QWidget(parent), m_urls(new FoldLabel), m_note(new QLabel), m_model(new UrlModel(this)), m_table(new WrapTable)
{
    keepMono(m_urls);
    m_urls->setAccessibleName(tr("Location as received"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setAccessibleName(tr("What happened to the URL"));
    makeMuted(m_note);
    m_table->setModel(m_model);
    m_table->setColumns({{100, 1, true}, {110, 4}, {110, 4}, {80, 0, true}});
    m_table->setFoldsValues(true);
    m_table->setAccessibleName(tr("Old and new URL, part by part"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(6);
    for (QLabel *label : {static_cast<QLabel *>(m_urls), m_note}) {
        label->setWordWrap(true);
        label->setContentsMargins(12, 0, 12, 0);
        layout->addWidget(label);
    }
    layout->addWidget(m_table, 1);
    layout->addStretch(0);
}

void UrlView::showHop(const Trace &trace, int row, bool ended)
{
    const Hop &hop = trace.hops.at(row);
    const bool redirects = hop.redirect && !hop.redirect->target.isEmpty();
    m_urls->setVisible(redirects);
    m_table->setVisible(redirects);
    const QList<UrlPartRow> rows = redirects ? compareUrls(hop.request.url, hop.redirect->target) : QList<UrlPartRow>();
    m_model->setRows(rows, row + 1, nextRequest(trace, row, ended));
    if (!redirects) {
        m_note->setText(tr("This response names no other URL: there is nothing to compare."));
        return;
    }
    m_urls->setWhole(tr("Location: %1").arg(plainText(hop.redirect->location)));
    const QString lost = lostParametersText(rows);
    const bool hasQuery = hop.request.url.contains('?');
    m_note->setText(lost.isEmpty() && hasQuery ? tr("No query parameter is lost.") : lost);
}

} // namespace hopscope
