// SPDX-License-Identifier: MIT
#include "ui/inspect/cookiesview.h"

#include "net/publicsuffix.h"
#include "ui/inspect/cookiegrid.h"
#include "ui/look/linetable.h"
#include "ui/look/widgets.h"
#include "ui/request/clientstore.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kNameWidth = 240;
constexpr int kEventWidth = 128;
constexpr int kDetailLines = 4;

} // namespace

CookiesView::CookiesView(QWidget *parent)
    : QWidget(parent),
      m_grid(new CookieGrid(this)),
      m_table(new LineTable(tr("Cookies of the chain"))),
      m_detail(new QLabel),
      m_values(new QCheckBox(tr("Show &values"))),
      m_empty(emptyState({})),
      m_pages(new QStackedWidget)
{
    m_table->setModel(m_grid);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setDefaultSectionSize(kEventWidth);
    m_values->setAccessibleName(tr("Show the values of cookies"));
    m_detail->setAccessibleName(tr("What happened to the cookie, and why"));
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    m_detail->setMinimumWidth(1);
    m_detail->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->setMinimumHeight(kDetailLines * m_detail->fontMetrics().lineSpacing());
    auto *below = new QHBoxLayout;
    below->setContentsMargins(12, 6, 12, 8);
    below->addWidget(m_detail, 1);
    below->addWidget(m_values, 0, Qt::AlignTop);
    auto *all = new QWidget;
    auto *box = new QVBoxLayout(all);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_table, 1);
    box->addLayout(below);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &CookiesView::showDetail);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const int hop = CookieGrid::hopOf(index); hop >= 0)
            Q_EMIT hopRequested(hop);
    });
    connect(m_values, &QCheckBox::toggled, this, [this](bool shows) {
        m_grid->setShowsValues(shows);
        showDetail();
    });
}

void CookiesView::showTrace(const Trace &trace, int row)
{
    const ClientPointer profile = knownClients().find(trace.client);
    m_empty->setText(profile
                         ? tr("No cookies: none was set in this chain, or the client keeps none.")
                         : tr("The client %1 is not known here, and so not how it reads cookies.").arg(trace.client));
    const QList<CookieLine> lines = profile ? cookieTable(trace, *profile, isPublicSuffix) : QList<CookieLine>();
    const int line = std::max(m_table->currentIndex().row(), 0);
    const bool isNew = m_grid->setLines(lines, trace.hops.size());
    m_pages->setCurrentIndex(lines.isEmpty() ? 0 : 1);
    if (lines.isEmpty())
        return;
    if (isNew) {
        m_values->setChecked(false);
        m_table->setColumnWidth(0, kNameWidth);
    }
    m_table->setCurrentIndex(m_grid->index(isNew ? 0 : line, row + 1));
    showDetail();
}

void CookiesView::showDetail()
{
    const QModelIndex current = m_table->currentIndex();
    const QString detail = m_grid->detail(current);
    m_detail->setText(!detail.isEmpty() ? detail
                      : current.isValid() && CookieGrid::hopOf(current) >= 0
                          ? tr("Nothing happened to this cookie here.")
                          : QString());
}

} // namespace hopscope
