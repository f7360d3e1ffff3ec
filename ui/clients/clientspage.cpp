// SPDX-License-Identifier: MIT
#include "ui/clients/clientspage.h"

#include "paint/chainpainter.h"
#include "redirect/client/clientstack.h"
#include "ui/clients/clientsmodel.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"
#include "ui/request/clientpicker.h"
#include "ui/request/clientstore.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kNarrowestColumn = 230;
constexpr int kNumberColumn = 74;
constexpr int kDifferencesShare = 3; ///< the sentences get at most this part of the height; more of them scroll
constexpr int kFewestToRun = 2;

/// The stack, where that can be run.
QStringList chosenAtFirst()
{
    QStringList ids;
    for (const ClientPointer &client : clientsOfStack(knownClients().all(), knownStack()))
        ids.append(client->id);
    return ids.size() < kFewestToRun ? QStringList{u"browser"_s, u"curl"_s, u"py-requests"_s} : ids;
}

} // namespace

ClientsPage::ClientsPage(QWidget *parent)
    : QWidget(parent),
      m_picker(new ClientPicker),
      m_model(new ClientsModel(this)),
      m_request(new QLabel),
      m_error(new QLabel),
      m_run(new QPushButton),
      m_open(new QPushButton(tr("&Open in Inspect")))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    QWidget *bar = createBar();
    QSplitter *splitter = lineSplitter(Qt::Horizontal, tr("Clients and their chains"));
    splitter->setObjectName(u"clients"_s);
    splitter->addWidget(m_picker);
    splitter->addWidget(createChains());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({330, 940});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_error);
    layout->addWidget(splitter, 1);
    m_picker->setChosen(chosenAtFirst());
    connect(new QShortcut(QKeySequence(u"Ctrl+F"_s), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, m_picker, &ClientPicker::focusSearch);
    connect(m_picker, &ClientPicker::stackEdited, this, &ClientsPage::stackEdited);
    connect(m_picker, &ClientPicker::chosenChanged, this, &ClientsPage::showButton);
    connect(m_run, &QPushButton::clicked, this, &ClientsPage::press);
    const auto open = [this] {
        const int column = m_table->currentIndex().column();
        if (column > 0)
            Q_EMIT openRequested(m_model->traces().at(column - 1));
    };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_table, &QTableView::activated, this, open);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { m_open->setEnabled(current.column() > 0); });
    showButton();
}

QWidget *ClientsPage::createBar()
{
    keepMono(m_request);
    m_request->setTextFormat(Qt::PlainText);
    m_request->setAccessibleName(tr("Request of the Inspect page"));
    m_request->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_run->setObjectName(u"primary"_s);
    makeBold(m_run);
    m_open->setAccessibleName(tr("Open the selected client's chain on the Inspect page"));
    m_open->setToolTip(tr("Show the chain of the selected column on the Inspect page (Return)"));
    m_open->setEnabled(false);
    m_error->setForegroundRole(QPalette::BrightText);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setContentsMargins(12, 4, 12, 4);
    m_error->setAccessibleName(tr("Why the request cannot be run"));
    m_error->hide();
    auto *bar = new QWidget;
    QHBoxLayout *row = barRow(bar);
    row->addWidget(m_request, 1);
    row->addWidget(m_run);
    row->addWidget(m_open);
    return bar;
}

QWidget *ClientsPage::createChains()
{
    m_empty = emptyState(tr("Choose clients on the left and run the request of the Inspect page as each of "
                            "them.\nTheir chains appear here side by side, with the first difference marked."));
    m_differences = new QLabel;
    m_differences->setTextFormat(Qt::PlainText);
    m_differences->setWordWrap(true);
    m_differences->setContentsMargins(12, 8, 12, 8);
    m_differences->setAccessibleName(tr("First difference of each client"));
    m_table = new WrapTable;
    m_table->setAccessibleName(tr("Chains side by side"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_model);
    auto *chains = new QWidget;
    auto *layout = new QVBoxLayout(chains);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(titleBar(tr("First difference from the first client"), nullptr));
    m_scroll = scrollOn(m_differences, tr("First differences"));
    m_scroll->viewport()->installEventFilter(this);
    layout->addWidget(m_scroll);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(chains);
    m_stack->installEventFilter(this); // the differences get a share of its height
    return m_stack;
}

void ClientsPage::setRequest(const Result<TraceRequest> &request)
{
    setError(request.error);
    if (!request)
        return;
    const QString url = request->url.isEmpty() ? tr("(no URL yet: enter one on the Inspect page)") : request->url;
    const QString text = u"%1 %2"_s.arg(QString::fromLatin1(request->method), url);
    m_request->setText(request->content.isEmpty() ? text : tr("%1, with its body").arg(text));
    m_request->setToolTip(request->url.toHtmlEscaped());
}

QStringList ClientsPage::chosenClients() const
{
    return m_picker->chosen();
}

const QList<Trace> &ClientsPage::traces() const
{
    return m_model->traces();
}

void ClientsPage::setChosenClients(const QStringList &ids)
{
    m_picker->setChosen(ids);
}

void ClientsPage::setError(const QString &error)
{
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

bool ClientsPage::confirmMarks(const TraceRequest &request)
{
    const QList<MarkedPart> parts = markedParts(request);
    if (parts.isEmpty() || parts == m_held)
        return true;
    m_held = parts;
    setError(marksText(parts, tr("Run")));
    return false;
}

void ClientsPage::setRunning(bool running)
{
    m_running = running;
    showButton();
}

void ClientsPage::setTraces(const QList<Trace> &traces)
{
    m_model->setTraces(traces);
    QList<WrapTable::Column> columns(traces.size() + 1, {kNarrowestColumn, 1});
    columns.first() = {kNumberColumn, 0};
    m_table->setColumns(columns);
    m_differences->setText(m_model->firstDifferences().join(u'\n'));
    m_stack->setCurrentIndex(traces.isEmpty() ? 0 : 1);
    fitDifferences();
    if (!traces.isEmpty())
        m_table->setCurrentIndex(m_model->index(0, 1));
}

bool ClientsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fitDifferences();
    return QWidget::eventFilter(watched, event);
}

void ClientsPage::fitDifferences()
{
    // Without a text there is no height: -1.
    const int wanted = std::max(m_differences->heightForWidth(m_scroll->viewport()->width()), 0);
    m_scroll->setFixedHeight(std::min(wanted, m_stack->height() / kDifferencesShare));
}

void ClientsPage::showButton()
{
    const qsizetype count = m_picker->chosen().size();
    m_run->setText(m_running ? tr("&Cancel") : tr("&Run as %1 clients").arg(count));
    m_run->setAccessibleName(m_running ? tr("Cancel") : tr("Run as the chosen clients"));
    m_run->setToolTip(m_running ? tr("Stop here and keep what was traced (Esc)")
                                : tr("Send the request once as each chosen client (Ctrl+R)"));
    m_run->setShortcut(QKeySequence(u"Ctrl+R"_s));
    m_run->setEnabled(m_running || count >= kFewestToRun);
}

void ClientsPage::press()
{
    if (m_running)
        Q_EMIT cancelRequested();
    else
        Q_EMIT runRequested(m_picker->chosen());
}

} // namespace hopscope
