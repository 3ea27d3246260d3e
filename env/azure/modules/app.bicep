// The web app: Linux, Node 24, always on, watched at /healthz.

param baseName string
param location string
param skuName string
param subnetId string
param identityId string
param botId string
param botTenantId string
param aadAppClientId string
param teamsAppId string
param allowedTenants string
param metricsAllow string
param databaseUrl string
param watchesSynchronisation bool

var host = '${baseName}.azurewebsites.net'

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: baseName
  location: location
  kind: 'linux'
  sku: {
    name: skuName
  }
  properties: {
    reserved: true // Linux
  }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: baseName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node dist/index.js'
      alwaysOn: true
      healthCheckPath: '/healthz'
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: [
        { name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }
        { name: 'WEBSITES_CONTAINER_STOP_TIME_LIMIT', value: '15' } // seconds; Cutover ends within 10, and the default is 5
        { name: 'SCM_DO_BUILD_DURING_DEPLOYMENT', value: 'false' }
        { name: 'BOT_ID', value: botId }
        { name: 'BOT_TYPE', value: 'UserAssignedMSI' }
        { name: 'BOT_TENANT_ID', value: botTenantId }
        { name: 'ALLOWED_TENANTS', value: empty(allowedTenants) ? '' : '${botTenantId},${allowedTenants}' }
        { name: 'API_AUDIENCE', value: aadAppClientId }
        { name: 'PUBLIC_URL', value: 'https://${host}' }
        { name: 'TEAMS_APP_ID', value: teamsAppId }
        { name: 'DATABASE_URL', value: databaseUrl } // without a password: a token is asked for
        { name: 'GRAPH_CREDENTIAL', value: watchesSynchronisation ? 'managed-identity' : '' }
        { name: 'METRICS_ALLOW', value: metricsAllow }
        { name: 'LOG_LEVEL', value: 'info' }
      ]
    }
  }

  // Code comes in by the identity of whoever deploys, never by a publishing profile.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

output id string = site.id
output host string = host
