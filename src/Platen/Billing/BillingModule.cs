using Platen.Billing.Cards;
using Platen.Billing.Credits;
using Platen.Billing.Delivery;
using Platen.Billing.Escalation;
using Platen.Billing.Groups;
using Platen.Billing.Invoices;
using Platen.Billing.Months;
using Platen.Billing.Next;
using Platen.Billing.Pages;
using Platen.Billing.Prepaid;
using Platen.Billing.Runs;
using Platen.Billing.Statements;
using Platen.Billing.Trials;
using Platen.Billing.Verifying;
using Platen.ChargeGroups;
using Platen.Contracts;
using Platen.Settings;
using Platen.Shell.Finding;
using Platen.Shell.Layout;

namespace Platen.Billing;

/// <summary>What billing brings to the host: its use cases and queries.</summary>
static class BillingModule
{
    public static IServiceCollection AddBilling(this IServiceCollection services) => services
        .AddScoped<BillPeriod>()
        .AddScoped<PostRun>()
        .AddScoped<DiscardRun>()
        .AddScoped<ClosePeriod>()
        .AddScoped<AnswerRun>()
        .AddSingleton<RunWorker>()
        .AddScoped<StartBilling>()
        .AddScoped<StartPosting>()
        .AddScoped<PreviewEscalation>()
        .AddScoped<EscalatePrices>()
        .AddScoped<WriteLetters>()
        .AddSettings<EscalationRounding>()
        .AddScoped<ShowInvoice>()
        .AddScoped<CreditInvoice>()
        .AddScoped<PreviewCredit>()
        .AddScoped<WriteInvoice>()
        .AddScoped<ShowStatement>()
        .AddScoped<DeliverInvoices>()
        .AddScoped<ListDeliveries>()
        .AddScoped<PrintPack>()
        .AddSingleton(InvoiceMail.File)
        .AddScoped<FindOpenMonth>()
        .AddScoped<ShowMonth>()
        .AddScoped<ListBilledMonths>()
        .AddScoped<ShowRun>()
        .AddScoped<ListRuns>()
        .AddScoped<ListDrafts>()
        .AddScoped<ListExceptions>()
        .AddScoped<ListInvoices>()
        .AddScoped<IFindable, FindInvoices>()
        .AddScoped<ShowCustomer>()
        .AddScoped<ShowMachine>()
        .AddSingleton(new MonthSlot(typeof(MonthSpine)))
        .AddScoped<ListPrepaid>()
        .AddSettings<PrepaidRules>()
        .AddSingleton(new SettingsSection("Prepaid", typeof(PrepaidRulesForm)))
        .AddHostedService<PrepaidWorker>()
        .AddSingleton(new ContractSlot(typeof(ContractPrepaid)))
        .AddScoped<ShowNextCharges>()
        .AddSingleton(new ContractSlot(typeof(NextChargesPart)))
        .AddScoped<WhatWouldItBill>()
        .AddSingleton(new TrialSlot(typeof(TrialPart)))
        .AddScoped<ShowGroupCharges>()
        .AddScoped<WhatWouldGroupBill>()
        .AddScoped<ListShipments>()
        .AddSingleton(new GroupSlot(typeof(GroupChargesPart)))
        .AddSingleton(new GroupTrialSlot(typeof(GroupTrialPart)))
        .AddScoped<VerifyLedger>()
        .AddScoped<VerifyAudit>()
        .AddHostedService(provider => provider.GetRequiredService<RunWorker>());
}
