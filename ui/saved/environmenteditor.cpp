// SPDX-License-Identifier: MIT
#include "ui/saved/environmenteditor.h"

#include "ui/saved/collectionstore.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

enum VariableColumn { NameColumn, ValueColumn, SecretColumn, VariableColumnCount };
constexpr QSize kEditorSize{640, 420};

} // namespace

EnvironmentEditor::EnvironmentEditor(CollectionStore &store, const QString &environment, bool shared, QWidget *parent)
    : QDialog(parent),
      m_store(store),
      m_shared(shared),
      m_isNew(!shared && environment.isEmpty()),
      m_name(new QLineEdit(environment)),
      m_table(new QTableWidget(0, VariableColumnCount)),
      m_fault(new QLabel)
{
    setWindowTitle(shared ? tr("Variables of all environments") : tr("Environment"));
    resize(kEditorSize);
    m_name->setAccessibleName(tr("Name of the environment"));
    m_name->setEnabled(m_isNew);
    m_table->setAccessibleName(tr("Variables"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("Secret")});
    m_table->horizontalHeader()->setSectionResizeMode(ValueColumn, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    auto *about = new QLabel(tr("{{name}} in a request is replaced by the value when it is sent. The value of a secret "
                                "variable is never written to disk: it is kept until Hopscope is closed."));
    about->setWordWrap(true);
    m_fault->setWordWrap(true);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setForegroundRole(QPalette::BrightText);
    m_fault->setAccessibleName(tr("What is wrong"));
    m_fault->hide();
    auto *add = new QPushButton(tr("&Add"));
    auto *remove = new QPushButton(tr("&Remove"));
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({}, {}, false);
        m_table->setCurrentCell(m_table->rowCount() - 1, NameColumn);
        m_table->editItem(m_table->currentItem());
    });
    connect(remove, &QPushButton::clicked, this, [this] { m_table->removeRow(m_table->currentRow()); });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &EnvironmentEditor::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(add);
    bottom->addWidget(remove);
    bottom->addStretch();
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(about);
    if (!shared) {
        auto *form = new QFormLayout;
        form->addRow(tr("&Name"), m_name);
        layout->addLayout(form);
    }
    layout->addWidget(m_table, 1);
    layout->addWidget(m_fault);
    layout->addLayout(bottom);

    const Collection &collection = store.collection();
    QList<Variable> variables = shared ? collection.variables : QList<Variable>();
    if (const CollectionEnvironment *edited = shared ? nullptr : findEnvironment(collection, environment))
        variables = edited->variables;
    for (const Variable &each : std::as_const(variables)) {
        const QString known = store.secret(environment, each.name).value_or(QString());
        addRow(each.name, each.isSecret ? known : each.value, each.isSecret);
    }
    if (variables.isEmpty())
        addRow({}, {}, false);
}

void EnvironmentEditor::addRow(const QString &name, const QString &value, bool isSecret)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, NameColumn, new QTableWidgetItem(name));
    m_table->setItem(row, ValueColumn, new QTableWidgetItem(value));
    auto *secret = new QTableWidgetItem;
    secret->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    secret->setCheckState(isSecret ? Qt::Checked : Qt::Unchecked);
    secret->setData(Qt::AccessibleTextRole, tr("Secret"));
    m_table->setItem(row, SecretColumn, secret);
}

void EnvironmentEditor::say(const QString &fault)
{
    m_fault->setText(fault);
    m_fault->show();
}

void EnvironmentEditor::accept()
{
    // What is still being typed counts.
    m_table->setCurrentItem(nullptr);
    const QString environment = m_shared ? QString() : m_isNew ? fileNameOf(m_name->text()) : m_name->text();
    if (m_isNew && m_name->text().trimmed().isEmpty()) {
        say(tr("The environment has no name: write one."));
        return;
    }
    if (m_isNew && findEnvironment(m_store.collection(), environment)) {
        say(tr("There is an environment \"%1\" already: choose another name.").arg(environment));
        return;
    }
    QList<Variable> variables;
    QSet<QString> names;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString name = m_table->item(row, NameColumn)->text().trimmed();
        const QString value = m_table->item(row, ValueColumn)->text();
        const bool isSecret = m_table->item(row, SecretColumn)->checkState() == Qt::Checked;
        if (name.isEmpty() && value.isEmpty())
            continue;
        if (!isVariableName(name.toUtf8())) {
            say(tr("\"%1\" is not a name of a variable: use letters, digits, \"_\", \"-\" and \".\".").arg(name));
            return;
        }
        if (names.contains(name)) {
            say(tr("There are two variables \"%1\": leave one of them out.").arg(name));
            return;
        }
        names.insert(name);
        variables.append({name, value, isSecret});
    }
    if (const QString error = m_store.saveVariables(environment, variables); !error.isEmpty()) {
        say(error);
        return;
    }
    if (!m_shared)
        m_store.setEnvironment(environment);
    QDialog::accept();
}

} // namespace hopscope
