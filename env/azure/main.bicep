// Cutover in Azure: a web app that is reached from outside, a PostgreSQL that is not, and the bot's registration.
// One managed identity is all three: the bot, the web app and the database's user. No secret exists anywhere, which
// is why there is no Key Vault.

targetScope = 'resourceGroup'

@description('What makes the names unique in the world, such as contoso1.')
@minLength(3)
@maxLength(10)
param resourceSuffix string

@description('Where the resources are. The bot itself is everywhere.')
param location string = resourceGroup().location

@description('What people see as the bot\'s name.')
@maxLength(42)
param botDisplayName string = 'Cutover'

@description('The app registration that people sign in to in the dashboard tab, and that programs ask for tokens.')
param aadAppClientId string

@description('The app\'s id in Teams, for links into its dashboard.')
param teamsAppId string

@description('Tenants that are answered besides the bot\'s own, separated by commas.')
param allowedTenants string = ''

@description('Networks that may read /metrics, such as 203.0.113.0/24, separated by commas. Empty: none.')
param metricsAllow string = ''

@description('Whether Cutover asks Microsoft Graph how synchronisation stands. The identity then needs Organization.Read.All.')
param watchesSynchronisation bool = false

@description('The web app\'s size. Basic is the smallest that is always on.')
@allowed(['B1', 'B2', 'P0v3', 'P1v3'])
param appServiceSku string = 'B1'

@description('The database\'s size: Standard_B1ms serves some thousand subscriptions.')
@allowed(['Standard_B1ms', 'Standard_B2s'])
param databaseSku string = 'Standard_B1ms'

var baseName = 'cutover-${toLower(resourceSuffix)}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: baseName
  location: location
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    baseName: baseName
    location: location
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    baseName: baseName
    location: location
    skuName: databaseSku
    subnetId: network.outputs.databaseSubnetId
    privateDnsZoneId: network.outputs.privateDnsZoneId
    administratorObjectId: identity.properties.principalId
    administratorName: identity.name
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    baseName: baseName
    location: location
    skuName: appServiceSku
    subnetId: network.outputs.appSubnetId
    identityId: identity.id
    botId: identity.properties.clientId
    botTenantId: identity.properties.tenantId
    aadAppClientId: aadAppClientId
    teamsAppId: teamsAppId
    allowedTenants: allowedTenants
    metricsAllow: metricsAllow
    databaseUrl: 'postgresql://${identity.name}@${database.outputs.host}/${database.outputs.name}?sslmode=verify-full'
    watchesSynchronisation: watchesSynchronisation
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    baseName: baseName
    displayName: botDisplayName
    host: app.outputs.host
    identityId: identity.id
    identityClientId: identity.properties.clientId
    identityTenantId: identity.properties.tenantId
  }
}

// Microsoft 365 Agents Toolkit writes these into env/.env.NAME.
output BOT_ID string = identity.properties.clientId
output BOT_TENANT_ID string = identity.properties.tenantId
output BOT_DOMAIN string = app.outputs.host
output PUBLIC_URL string = 'https://${app.outputs.host}'
output BOT_AZURE_APP_SERVICE_RESOURCE_ID string = app.outputs.id
output BOT_SERVICE_NAME string = bot.outputs.name
