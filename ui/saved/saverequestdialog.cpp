// SPDX-License-Identifier: MIT
#include "ui/saved/saverequestdialog.h"

#include "formats/collection/collected.h"
#include "ui/look/widgets.h"
#include "ui/saved/collectionstore.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kDialogWidth = 520;

} // namespace

SaveRequestDialog::SaveRequestDialog(CollectionStore &store, const TraceRequest &request,
                                     const RedactionOptions &redaction, QWidget *parent)
    : QDialog(parent),
      m_store(store),
      m_request(request),
      m_redaction(redaction),
      m_name(new QLineEdit(proposedName(request.method, request.url))),
      m_folder(new ComboBox(tr("Folder"), false)),
      m_secrets(new QLabel),
      m_use(new QPushButton(tr("&Use secret variables"))),
      m_withSecrets(new QCheckBox(tr("Save &with secrets"))),
      m_fault(new QLabel)
{
    setWindowTitle(tr("Save request"));
    setMinimumWidth(kDialogWidth);
    m_name->setAccessibleName(tr("Name of the request"));
    m_folder->addItem(tr("(top)"), QString());
    for (const QString &folder : store.folders())
        m_folder->addItem(folder, folder);
    for (QLabel *label : {m_secrets, m_fault}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_secrets->setAccessibleName(tr("Secrets of the request"));
    m_use->setAccessibleName(tr("Use secret variables"));
    m_fault->setForegroundRole(QPalette::BrightText);
    m_fault->setAccessibleName(tr("What is wrong"));
    m_fault->hide();
    m_withSecrets->setToolTip(tr("Otherwise placeholders such as [redacted 1] are written in the place of secrets"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Folder"), m_folder);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &SaveRequestDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &SaveRequestDialog::useVariables);
    connect(m_withSecrets, &QCheckBox::toggled, this, &SaveRequestDialog::showSecrets);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_secrets);
    layout->addWidget(m_use, 0, Qt::AlignLeft);
    layout->addWidget(m_withSecrets);
    layout->addWidget(m_fault);
    layout->addWidget(buttons);
    showSecrets();
    m_name->selectAll();
}

void SaveRequestDialog::showSecrets()
{
    const QList<SecretProposal> proposals = secretProposals(m_request, m_redaction);
    QStringList lines;
    for (const SecretProposal &each : proposals)
        lines.append(
            tr("A secret variable can stand in its place: %1: %2")
                .arg(QString::fromUtf8(m_request.headers.fields.at(each.field).name), QString::fromUtf8(each.value)));
    for (const SecretProposal &each : std::as_const(m_used))
        lines.append(
            tr("%1: %2 is written; the value is kept until Hopscope is closed.")
                .arg(QString::fromUtf8(m_request.headers.fields.at(each.field).name), QString::fromUtf8(each.value)));
    if (m_withSecrets->isChecked())
        lines.append(tr("Secrets are written as they are: whoever has the file has them."));
    else if (withoutSecrets(m_request, m_redaction) != m_request)
        lines.append(tr("Secrets are replaced by placeholders such as [redacted 1]."));
    m_secrets->setText(lines.join(u'\n'));
    m_secrets->setVisible(!lines.isEmpty());
    m_use->setVisible(!proposals.isEmpty());
}

void SaveRequestDialog::useVariables()
{
    const QList<SecretProposal> proposals = secretProposals(m_request, m_redaction);
    m_request = withProposals(m_request, proposals);
    m_used += proposals;
    showSecrets();
}

void SaveRequestDialog::accept()
{
    const auto refuse = [this](const QString &fault) {
        m_fault->setText(fault);
        m_fault->show();
    };
    if (m_name->text().trimmed().isEmpty()) {
        refuse(tr("The request has no name: write one."));
        return;
    }
    const QString environment = m_store.environment();
    QList<Variable> variables = m_store.collection().variables;
    if (const CollectionEnvironment *used = findEnvironment(m_store.collection(), environment))
        variables = used->variables;
    for (const SecretProposal &each : std::as_const(m_used)) {
        const auto isIt = [&](const Variable &known) { return known.name == each.variable.name; };
        if (std::none_of(variables.begin(), variables.end(), isIt))
            variables.append(each.variable);
        m_store.setSecret(environment, each.variable.name, each.variable.value);
    }
    if (!m_used.isEmpty()) {
        // The files have no values of secret variables, and those without one are forgotten.
        for (Variable &each : variables) {
            if (each.isSecret)
                each.value = m_store.secret(environment, each.name).value_or(QString());
        }
        if (const QString error = m_store.saveVariables(environment, variables); !error.isEmpty()) {
            refuse(error);
            return;
        }
    }
    const TraceRequest request = m_withSecrets->isChecked() ? m_request : withoutSecrets(m_request, m_redaction);
    const Result<QString> path =
        m_store.create(m_folder->currentData().toString(), m_name->text(), {.request = request});
    if (!path) {
        refuse(path.error);
        return;
    }
    Q_EMIT saved(*path);
    QDialog::accept();
}

} // namespace hopscope
