// SPDX-License-Identifier: MIT
#include "ui/audit/auditpage.h"

#include "ui/audit/auditfilterbar.h"
#include "ui/audit/auditgroups.h"
#include "ui/audit/auditoptionspanel.h"
#include "ui/audit/audittable.h"
#include "ui/look/foldtext.h"
#include "ui/look/rowdelegate.h"
#include "ui/look/widgets.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kOptionsHeight = 300;
constexpr int kRemarkLines = 6;
constexpr qsizetype kMostRemarks = 1000;

QStringList localFiles(const QMimeData &data)
{
    QStringList paths;
    const QList<QUrl> urls = data.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

AuditPage::AuditPage(QWidget *parent)
    : QWidget(parent),
      m_bar(new AuditBar),
      m_options(new AuditOptionsPanel),
      m_model(new AuditModel(this)),
      m_groups(new AuditGroups(this)),
      m_optionsLink(linkButton(QString())),
      m_remarksLink(linkButton(QString())),
      m_error(new QLabel),
      m_empty(emptyState(tr("Open, drop or paste a list of URLs, a redirect map (CSV), a sitemap or a page with links, "
                            "and press Start to ask for each of them.")))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setContentsMargins(12, 4, 12, 4);
    m_error->setAccessibleName(tr("What is wrong with the audit"));
    m_error->hide();
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(createResults());
    auto *links = new QWidget;
    auto *row = new QHBoxLayout(links);
    row->setContentsMargins(12, 2, 12, 2);
    row->addWidget(m_optionsLink);
    row->addWidget(m_remarksLink);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(links);
    layout->addWidget(createOptions());
    layout->addWidget(createRemarks());
    layout->addWidget(m_error);
    layout->addWidget(m_stack, 1);
    connectParts();
    showOptions(false);
    setRemarks({}, {});
}

QWidget *AuditPage::createOptions()
{
    m_optionsArea = scrollOn(m_options, tr("Options of the audit"));
    m_optionsArea->setMaximumHeight(kOptionsHeight);
    return m_optionsArea;
}

QWidget *AuditPage::createRemarks()
{
    m_remarks = readOnlyText(tr("Remarks on the list"));
    setLineCount(m_remarks, kRemarkLines);
    m_remarks->hide();
    return m_remarks;
}

QWidget *AuditPage::createResults()
{
    m_groupList = new QListView;
    m_groupList->setModel(m_groups);
    m_groupList->setItemDelegate(new RowDelegate(m_groupList));
    m_groupList->setAccessibleName(tr("Causes"));
    m_groupList->setFrameShape(QFrame::NoFrame);
    m_groupList->setUniformItemSizes(true);
    m_groupList->setTextElideMode(Qt::ElideRight);
    m_groupList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_filter = new AuditFilterBar;
    m_table = new AuditTable;
    m_table->setModel(m_model);
    m_detail = new FoldLabel;
    m_detail->setAccessibleName(tr("Reason of the selected row"));
    m_open = pushButton(tr("Open &in Inspect"), tr("Show the trace of the selected row in a tab of Inspect (Return)"),
                        tr("Open the selected row on the Inspect page"));
    auto *detail = new QWidget;
    auto *row = new QHBoxLayout(detail);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(12);
    row->addWidget(m_detail, 1);
    row->addWidget(m_open, 0, Qt::AlignVCenter);
    auto *right = new QWidget;
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(detail);
    QSplitter *splitter = lineSplitter(Qt::Horizontal, tr("Causes and results"));
    splitter->setObjectName(u"audit"_s);
    splitter->addWidget(m_groupList);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({230, 1040});
    return splitter;
}

void AuditPage::connectParts()
{
    connect(m_optionsLink, &QToolButton::clicked, this, [this] { showOptions(m_optionsArea->isHidden()); });
    connect(m_remarksLink, &QToolButton::clicked, this, [this] { showRemarks(m_remarks->isHidden()); });
    connect(m_options, &AuditOptionsPanel::edited, this, [this] {
        showOptionsLink();
        const Result<AuditChoices> choices = m_options->choices();
        setError(choices.error);
        Q_EMIT optionsEdited();
    });
    connect(m_groupList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (m_filling)
                    return;
                m_group = m_groups->groupAt(current.row());
                applyFilter();
            });
    connect(m_filter, &AuditFilterBar::edited, this, &AuditPage::applyFilter);
    connect(m_filter, &AuditFilterBar::left, this, &AuditPage::focusRows);
    connect(m_table, &QTableView::activated, this, &AuditPage::openRow);
    connect(m_open, &QPushButton::clicked, this, &AuditPage::openRow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &AuditPage::showDetail);
    connect(m_model, &QAbstractItemModel::modelReset, this, &AuditPage::showDetail);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        showCounts();
        selectFirst();
    });
    connect(new QShortcut(QKeySequence(u"Ctrl+F"_s), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, m_filter, &AuditFilterBar::focusWords);
    showDetail();
}

void AuditPage::showOptions(bool open)
{
    m_optionsArea->setVisible(open);
    showOptionsLink();
}

void AuditPage::showOptionsLink()
{
    const int changed = m_options->changed();
    const QString text = changed > 0 ? tr("Options (%1 set)").arg(changed) : tr("Options");
    m_optionsLink->setText(text + (m_optionsArea->isHidden() ? u" ▸"_s : u" ▾"_s));
    m_optionsLink->setAccessibleName(text);
}

void AuditPage::showRemarks(bool open)
{
    m_remarks->setVisible(open);
    const QString name = m_remarksLink->accessibleName();
    m_remarksLink->setText(name + (open ? u" ▾"_s : u" ▸"_s));
}

void AuditPage::setRemarks(const QStringList &faults, const QStringList &others)
{
    const QStringList all = faults + others;
    QStringList shown = all.first(std::min(all.size(), kMostRemarks));
    if (all.size() > kMostRemarks)
        shown.append(tr("%1 more; the reports have all of them").arg(all.size() - kMostRemarks));
    m_remarks->setPlainText(shown.join(u'\n'));
    m_remarksLink->setVisible(!all.isEmpty());
    markWarning(m_remarksLink, !faults.isEmpty());
    const QString lines =
        faults.size() == 1 ? tr("1 line cannot be used") : tr("%1 lines cannot be used").arg(faults.size());
    const QString remarks = others.size() == 1 ? tr("1 remark") : tr("%1 remarks").arg(others.size());
    m_remarksLink->setAccessibleName(faults.isEmpty()   ? remarks
                                     : others.isEmpty() ? lines
                                                        : tr("%1, %2").arg(lines, remarks));
    showRemarks(!faults.isEmpty() && !m_remarks->isHidden());
}

void AuditPage::showPlan(qsizetype urls)
{
    begin(0, {});
    m_empty->setText(urls == 0   ? tr("Open another list: in this one there is no URL to ask for.")
                     : urls == 1 ? tr("Press Start to ask for this URL.")
                                 : tr("Press Start to ask for these %1 URLs, or open Options to say how.").arg(urls));
}

void AuditPage::setError(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

void AuditPage::begin(qsizetype total, const std::optional<AuditBaseline> &baseline)
{
    m_model->begin(total, baseline);
    m_group.reset();
    m_filter->setCompared(baseline.has_value());
    showGroups();
    applyFilter();
    showCounts();
    m_bar->setHasResults(false);
    m_stack->setCurrentIndex(total > 0 ? 1 : 0);
}

void AuditPage::add(const QList<SettledRow> &rows)
{
    m_model->add(rows);
    m_sinceGroups += rows.size();
    // A list of causes that is as long as the rows are many is made again as rarely as they double.
    if (m_sinceGroups >= m_groups->rowCount())
        showGroups();
    showCounts();
}

void AuditPage::finish()
{
    const QModelIndex current = m_table->currentIndex();
    const qsizetype selected = current.isValid() ? m_model->shownRow(current.row()).row : -1;
    m_model->arrange();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->shownRow(row).row == selected)
            m_table->setCurrentIndex(m_model->index(row, current.column()));
    }
    showGroups();
    showCounts();
    m_bar->setHasResults(!m_model->rows().isEmpty());
    selectFirst();
}

/// The cause that is shown stays selected.
void AuditPage::showGroups()
{
    const QScopedValueRollback quiet(m_filling, true);
    m_sinceGroups = 0;
    m_groups->setGroups(m_model->groups());
    const int row = m_group ? m_groups->rowOf(m_group->verdict, m_group->cause) : 0;
    m_groupList->setCurrentIndex(m_groups->index(row));
}

void AuditPage::applyFilter()
{
    AuditFilter filter = m_filter->filter();
    if (m_group) {
        // A verdict that is chosen besides stays: then nothing is both, and the count says so.
        if (filter.verdict && *filter.verdict != m_group->verdict) {
            m_group.reset();
            const QScopedValueRollback quiet(m_filling, true);
            m_groupList->setCurrentIndex(m_groups->index(0));
        } else {
            filter.verdict = m_group->verdict;
            filter.cause = m_group->cause;
        }
    }
    m_model->setFilter(filter);
    showCounts();
    selectFirst();
}

void AuditPage::showCounts()
{
    m_filter->setCounts(m_model->rowCount(), m_model->rows().size());
}

void AuditPage::showDetail()
{
    const QModelIndex current = m_table->currentIndex();
    m_open->setEnabled(current.isValid() && m_model->shownRow(current.row()).offset >= 0);
    if (!current.isValid()) {
        m_detail->setWhole(m_model->rows().isEmpty() ? tr("The results appear here as they come.")
                           : m_model->rowCount() == 0
                               ? tr("No result is like that: choose another cause or verdict, or "
                                    "change the words of the filter.")
                               : tr("Select a row to read all of its reason."));
        return;
    }
    const AuditResult &result = m_model->shownRow(current.row()).result;
    const QString reason = result.judgement.reason.isEmpty() ? tr("As asked.") : result.judgement.reason;
    m_detail->setWhole(tr("%1: %2").arg(rowText(result), reason));
}

/// Where nothing is selected.
void AuditPage::selectFirst()
{
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void AuditPage::openRow()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        Q_EMIT openRequested(m_model->shownRow(current.row()));
}

void AuditPage::focusRows()
{
    if (m_model->rowCount() == 0)
        return;
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(0, 0));
}

void AuditPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(*event->mimeData()).isEmpty() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void AuditPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    const QStringList paths = localFiles(*event->mimeData());
    if (paths.isEmpty())
        Q_EMIT textDropped(event->mimeData()->text());
    else
        Q_EMIT filesDropped(paths);
}

} // namespace hopscope
