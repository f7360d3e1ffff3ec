// SPDX-License-Identifier: MIT
#include "ui/comparepage.h"

#include "paint/chainpainter.h"
#include "redirect/sources.h"
#include "redirect/statuses.h"
#include "ui/celldelegate.h"
#include "ui/clientbox.h"
#include "ui/comparemodel.h"
#include "ui/links.h"
#include "ui/requestbar.h"
#include "ui/widgets.h"
#include "ui/wraptable.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Shows the five common types, or all; sorts by SortRole.
class StatusFilter : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setAll(bool all)
    {
        m_all = all;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        Q_UNUSED(parent);
        return m_all || statusTable()[size_t(row)].common;
    }

private:
    bool m_all = false;
};

bool hasNoBody(const QString &method)
{
    return method == "GET"_L1 || method == "HEAD"_L1;
}

} // namespace

ComparePage::ComparePage(QWidget *parent)
    : QWidget(parent),
      m_model(new CompareModel(this)),
      m_sorted(new StatusFilter(this)),
      m_method(methodBox()),
      m_body(new QLineEdit(u"{\"item\": \"tea\", \"qty\": 2}"_s)),
      m_client(clientBox()),
      m_run(new QPushButton(tr("&Run all"))),
      m_all(new QPushButton(tr("&Show 300–308"))),
      m_table(new WrapTable),
      m_details(richLabel(tr("About the selected redirect type")))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_method->setCurrentText(u"POST"_s);
    m_body->setFont(monoFont(m_body->font()));
    m_body->setAccessibleName(tr("Body to send"));
    m_run->setObjectName(u"primary"_s);
    makeBold(m_run);
    m_run->setAccessibleName(tr("Run all"));
    m_run->setToolTip(tr("Sends the request to the built-in server once for each redirect type (Ctrl+R)"));
    m_run->setShortcut(QKeySequence(u"Ctrl+R"_s));
    m_all->setCheckable(true);
    m_all->setAccessibleName(tr("Show 300 to 308"));
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SortRole);
    m_table->setModel(m_sorted);
    m_table->setColumns({{98, 8}, {134, 8}, {82, 8}, {106, 14}, {102, 10}, {104, 14}, {150, 8}, {82, 6}});
    m_table->setAccessibleName(tr("Redirect types"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_sorted->sort(-1);
    m_details->setContentsMargins(12, 10, 12, 12);
    m_details->setAlignment(Qt::AlignTop);
    auto *note = new QLabel(tr("Run on the built-in server, no internet needed"));

    auto *bar = new QWidget;
    bar->setObjectName(u"bar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(8);
    row->addWidget(m_method);
    row->addWidget(m_body, 1);
    row->addWidget(m_client);
    row->addWidget(m_run);
    row->addWidget(m_all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(titleBar(tr("About the selected row"), note));
    layout->addWidget(m_details);

    connect(m_run, &QPushButton::clicked, this, &ComparePage::runRequested);
    connect(m_body, &QLineEdit::returnPressed, this, &ComparePage::runRequested);
    connect(m_all, &QPushButton::toggled, this, &ComparePage::setShowAll);
    connect(m_method, &QComboBox::currentTextChanged, this,
            [this](const QString &method) { m_body->setEnabled(!hasNoBody(method)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ComparePage::showDetails);
    showDetails();
}

TraceRequest ComparePage::requestFor(int status, quint16 port) const
{
    TraceRequest request;
    request.client = m_client->currentData().toString();
    request.ownClient = clientCalled(request.client);
    request.method = m_method->currentText().trimmed().toUtf8();
    request.url = u"http://127.0.0.1:%1/%2?to=/echo"_s.arg(port).arg(status);
    request.proxy = QUrl(u"none:"_s);
    const QByteArray body = m_body->text().toUtf8();
    if (!hasNoBody(m_method->currentText()) && !body.isEmpty()) {
        request.content.bytes = body;
        const bool json = body.startsWith('{') || body.startsWith('[');
        request.headers.append("Content-Type", json ? "application/json" : "text/plain; charset=utf-8");
    }
    return request;
}

QList<int> ComparePage::shownStatuses() const
{
    QList<int> statuses;
    for (const StatusFacts &facts : statusTable()) {
        if (facts.common || m_all->isChecked())
            statuses.append(facts.status);
    }
    return statuses;
}

void ComparePage::setObserved(int status, const Trace &trace)
{
    m_model->setObserved(status, trace);
}

void ComparePage::clearObserved()
{
    m_hasRun = true;
    m_model->clearObserved();
}

void ComparePage::setRunning(bool running)
{
    m_run->setEnabled(!running);
}

void ComparePage::setHighlighted(int status)
{
    m_model->setHighlighted(status);
    const QModelIndexList rows =
        m_sorted->match(m_sorted->index(0, CompareModel::Type), SortRole, status, 1, Qt::MatchExactly);
    m_table->setCurrentIndex(rows.isEmpty() ? m_sorted->index(0, 0) : rows.constFirst());
}

void ComparePage::setShowAll(bool all)
{
    static_cast<StatusFilter *>(m_sorted)->setAll(all);
    if (m_hasRun)
        Q_EMIT runRequested();
}

void ComparePage::showDetails()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        m_details->setText(tr("Select a row to read more about it."));
        return;
    }
    const StatusFacts &facts = statusTable()[size_t(m_sorted->mapToSource(current).row())];
    const auto text = [](const char *words) { return QCoreApplication::translate("statuses", words).toHtmlEscaped(); };
    QString html = u"<p><b>%1 %2.</b> %3</p>"_s.arg(
        QString::number(facts.status), QString::fromLatin1(facts.name).toHtmlEscaped(), text(facts.summary));
    if (facts.correction)
        html += u"<p><b>%1</b> %2</p>"_s.arg(tr("Often told wrong:"), text(facts.correction));
    const QString seo = QString::fromUtf8(facts.seoSource);
    html += u"<p>%1 %2 · %3</p>"_s.arg(
        tr("Sources:"), linkHtml(sourceLink(QString::fromUtf8(facts.source)), QString::fromUtf8(facts.source)),
        linkHtml(sourceLink(seo), seo));
    m_details->setText(html);
}

} // namespace hopscope
